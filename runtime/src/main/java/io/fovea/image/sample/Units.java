package io.fovea.image.sample;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Units of length and time, as files write them. */
public final class Units {
    /** As OME writes it. */
    public static final String MICROMETRE = "µm";

    private static final Set<String> MICROMETRES =
            Set.of("um", "micron", "microns", "micrometer", "micrometre", "\u03bcm");
    private static final Map<String, Double> METRES = Map.of(
            MICROMETRE, 1e-6, "nm", 1e-9, "mm", 1e-3, "cm", 1e-2, "m", 1., "\u00c5", 1e-10, "pm", 1e-12, "in", 0.0254);

    /** As OME writes units of time, in which capitals mean something else. */
    private static final Map<String, Double> SECONDS =
            Map.of("s", 1., "ms", 1e-3, "\u00b5s", 1e-6, "ns", 1e-9, "min", 60., "h", 3600., "d", 86_400.);

    /** What users, and those who write files for ImageJ, call these units besides, in small letters. */
    private static final Map<String, String> TIMES = Map.ofEntries(
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("msec", "ms"),
            Map.entry("msecs", "ms"),
            Map.entry("millisecond", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("us", "\u00b5s"),
            Map.entry("usec", "\u00b5s"),
            Map.entry("\u00b5sec", "\u00b5s"),
            Map.entry("microsecond", "\u00b5s"),
            Map.entry("microseconds", "\u00b5s"),
            Map.entry("nsec", "ns"),
            Map.entry("nanosecond", "ns"),
            Map.entry("nanoseconds", "ns"),
            Map.entry("mins", "min"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("hr", "h"),
            Map.entry("hrs", "h"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"));

    private Units() {}

    /** How many of one unit another is; empty where that is not known. */
    public static OptionalDouble ratio(String unit, String inUnit) {
        if (named(unit).equals(named(inUnit))) {
            return OptionalDouble.of(1);
        }
        Double one = METRES.get(named(unit));
        Double other = METRES.get(named(inUnit));
        return one == null || other == null ? OptionalDouble.empty() : OptionalDouble.of(one / other);
    }

    /** A unit of length by the name that it has here; any that is not known as it is, without blanks around it. */
    public static String named(String text) {
        String unit = text.strip();
        return MICROMETRES.contains(unit.toLowerCase(Locale.ROOT)) ? MICROMETRE : unit;
    }

    /** How many seconds a unit of time has; 0 of none that is known. */
    public static double seconds(String unit) {
        return SECONDS.getOrDefault(unit, 0.);
    }

    /** The same of a unit that a user wrote as ImageJ lets him, in words of his own. */
    public static double secondsInWords(String words) {
        String unit = words.strip().toLowerCase(Locale.ROOT).replace('\u03bc', '\u00b5');
        return seconds(TIMES.getOrDefault(unit, unit));
    }
}
