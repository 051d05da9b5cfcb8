package io.fovea.imagej;

import java.util.LinkedHashMap;
import java.util.Map;

/** What there is to note of planes, each sentence once. A status bar is not there in a macro, and shows what the last plane has alone. */
final class PlaneNotes {
    private final Map<String, Integer> times = new LinkedHashMap<>();

    /** Takes a sentence on a plane. */
    void add(String note) {
        times.merge(note, 1, Integer::sum);
    }

    /** Says all of them in the log, if anybody reads it. */
    void tell(Planes planes, EscapeMonitor monitor) {
        times.forEach((note, count) -> monitor.note("Note: " + planes.names().what() + ": " + note
                + (planes.count() > 1 ? " In " + count + " of " + planes.count() + " planes." : "")));
    }
}
