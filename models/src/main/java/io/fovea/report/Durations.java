package io.fovea.report;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time in words. */
public final class Durations {

    private Durations() {}

    /** For example {@code 2 h 05 min}, {@code 3 min 20 s}, {@code 42 s} or {@code 8.1 s}. */
    public static String words(Duration time) {
        double exact = time.toMillis() / 1000.0;
        long seconds = Math.round(exact);
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, exact < 9.95 ? "%.1f s" : "%.0f s", exact);
    }

    /** As {@link #words(Duration)}. */
    public static String words(double seconds) {
        return words(Duration.ofMillis(Math.round(1000 * seconds)));
    }
}
