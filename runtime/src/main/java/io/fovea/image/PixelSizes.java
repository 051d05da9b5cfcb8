package io.fovea.image;

import io.fovea.image.sample.PageSource.Resolution;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;

/** Reads how large pixels are: from OME-XML, and otherwise as ImageJ does, from a TIFF file's resolution and ImageJ's own lines. */
final class PixelSizes {
    static final String MICROMETRE = "µm";

    private static final Set<String> MICROMETRES =
            Set.of("um", "micron", "microns", "micrometer", "micrometre", "\u03bcm");
    private static final Map<String, Double> METRES =
            Map.of(MICROMETRE, 1e-6, "nm", 1e-9, "mm", 1e-3, "cm", 1e-2, "m", 1., "\u00c5", 1e-10, "pm", 1e-12);

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

    private static final Set<String> NONE = Set.of("", "pixel", "pixels");

    /** In centimetres, below which ImageJ shows micrometres; less in its own files, which name their unit. */
    private static final double SMALL = 0.001;

    private static final double SMALL_IN_IMAGEJS = 0.0001;

    /** What many programs write that know no resolution. */
    private static final double DOTS_OF_A_SCREEN = 72;

    private static final Map<Resolution.Per, String> UNITS =
            Map.of(Resolution.Per.INCH, "inch", Resolution.Per.CENTIMETRE, "cm");

    private PixelSizes() {}

    static Optional<PixelSize> of(Optional<String> description, Optional<Resolution> resolution) {
        String text = description.orElse("").strip();
        if (text.startsWith("<")) {
            return OmeXml.pixelSize(text);
        }
        return resolution.flatMap(dots -> text.startsWith("ImageJ") ? imageJ(dots, lines(text)) : plain(dots, SMALL));
    }

    static StackScale stackScale(Optional<String> description, Optional<Resolution> resolution) {
        String text = description.orElse("").strip();
        if (text.startsWith("<")) {
            return OmeXml.stackScale(text);
        }
        if (!text.startsWith("ImageJ")) {
            return StackScale.UNKNOWN;
        }
        Properties lines = lines(text);
        String unit = unit(lines.getProperty("unit", ""));
        // ImageJ counts slices in the unit that it names, whatever that of the resolution.
        OptionalDouble times = of(description, resolution)
                .map(size -> ratio(unit, size.unit()))
                .orElse(OptionalDouble.empty());
        double seconds = secondsOf(lines.getProperty("tunit", "sec"));
        return new StackScale(times.orElse(0) * number(lines, "spacing"), seconds * number(lines, "finterval"));
    }

    /** How many seconds a unit of time has; 0 of none that is known. */
    static double seconds(String unit) {
        return SECONDS.getOrDefault(unit, 0.);
    }

    /** The same of a unit that a user wrote as ImageJ lets him, in words of his own. */
    private static double secondsOf(String words) {
        String unit = words.strip().toLowerCase(Locale.ROOT).replace('\u03bc', '\u00b5');
        return seconds(TIMES.getOrDefault(unit, unit));
    }

    private static Optional<PixelSize> plain(Resolution dots, double small) {
        if (dots.per() == Resolution.Per.INCH && dots.across() == DOTS_OF_A_SCREEN || !UNITS.containsKey(dots.per())) {
            return Optional.empty();
        }
        String unit = UNITS.get(dots.per());
        boolean isSmall = unit.equals("cm") && 1 / dots.across() <= small;
        return isSmall
                ? known(1e4 / dots.across(), 1e4 / dots.down(), MICROMETRE)
                : known(1 / dots.across(), 1 / dots.down(), unit);
    }

    private static Optional<PixelSize> imageJ(Resolution dots, Properties lines) {
        String written = lines.getProperty("unit", "").strip();
        String unit = unit(written);
        Optional<PixelSize> size;
        if (unit.equals("cm")) {
            size = plain(new Resolution(dots.across(), dots.down(), Resolution.Per.CENTIMETRE), SMALL_IN_IMAGEJS);
        } else if (NONE.contains(unit)) {
            size = plain(dots, SMALL_IN_IMAGEJS);
        } else if (written.equals("um") && dots.per() == Resolution.Per.CENTIMETRE) {
            // By this name alone ImageJ takes it that pixels are counted in centimetres.
            size = known(1e4 / dots.across(), 1e4 / dots.down(), unit);
        } else {
            size = known(1 / dots.across(), 1 / dots.down(), unit);
        }
        return size.map(known -> new PixelSize(
                known.width(), known.height(), known.unit(), number(lines, "xorigin"), number(lines, "yorigin")));
    }

    /** A size, if it is one. */
    static Optional<PixelSize> known(double width, double height, String unit) {
        boolean real = width > 0 && height > 0 && width < Double.MAX_VALUE && height < Double.MAX_VALUE;
        return real ? Optional.of(PixelSize.of(width, height, unit(unit))) : Optional.empty();
    }

    /** How many of one unit another is; empty where that is not known. */
    static OptionalDouble ratio(String unit, String inUnit) {
        if (unit(unit).equals(unit(inUnit))) {
            return OptionalDouble.of(1);
        }
        Double one = METRES.get(unit(unit));
        Double other = METRES.get(unit(inUnit));
        return one == null || other == null ? OptionalDouble.empty() : OptionalDouble.of(one / other);
    }

    private static String unit(String text) {
        String unit = text.strip();
        return MICROMETRES.contains(unit.toLowerCase(Locale.ROOT)) ? MICROMETRE : unit;
    }

    private static Properties lines(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return new Properties(); // a damaged escape
        }
        return lines;
    }

    private static double number(Properties lines, String key) {
        try {
            double number = Double.parseDouble(lines.getProperty(key, "0").strip());
            return Double.isFinite(number) ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
