package io.fovea.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what journals say of an image, and reads it from the disk when it is asked for. Thread-safe. */
final class JournalIndex {
    private final Map<String, JournalPlace> places = new ConcurrentHashMap<>();

    /** That of lines that were read. */
    static JournalIndex of(List<JournalLine> lines) {
        JournalIndex index = new JournalIndex();
        lines.forEach(line -> index.put(line.image(), line.place()));
        return index;
    }

    /** Notes the line of an image. */
    void put(String image, JournalPlace place) {
        places.put(image, place);
    }

    /**
     * The whole line of an image; empty of one that has none.
     *
     * @throws io.fovea.FoveaException if the journal cannot be read, or was changed meanwhile
     */
    Optional<JournalLine> line(String image) {
        return Optional.ofNullable(places.get(image))
                .filter(place -> place.length() > 0)
                .map(place -> Journal.line(place, image));
    }

    /** The bulk of the line of an image. */
    JournalExtras extras(String image) {
        return line(image).map(JournalLine::extras).orElse(JournalExtras.NONE);
    }
}
