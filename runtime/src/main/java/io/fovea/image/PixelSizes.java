package io.fovea.image;

import io.fovea.image.sample.PageSource.Resolution;
import io.fovea.image.sample.Units;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;

/** Reads how large pixels are: from OME-XML, and otherwise as ImageJ does, from a TIFF file's resolution and ImageJ's own lines. */
final class PixelSizes {
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
        String unit = Units.named(lines.getProperty("unit", ""));
        // ImageJ counts slices in the unit that it names, whatever that of the resolution.
        OptionalDouble times = of(description, resolution)
                .map(size -> Units.ratio(unit, size.unit()))
                .orElse(OptionalDouble.empty());
        double seconds = Units.secondsInWords(lines.getProperty("tunit", "sec"));
        return new StackScale(times.orElse(0) * number(lines, "spacing"), seconds * number(lines, "finterval"));
    }

    private static Optional<PixelSize> plain(Resolution dots, double small) {
        if (dots.per() == Resolution.Per.INCH && dots.across() == DOTS_OF_A_SCREEN || !UNITS.containsKey(dots.per())) {
            return Optional.empty();
        }
        String unit = UNITS.get(dots.per());
        boolean isSmall = unit.equals("cm") && 1 / dots.across() <= small;
        return isSmall
                ? known(1e4 / dots.across(), 1e4 / dots.down(), Units.MICROMETRE)
                : known(1 / dots.across(), 1 / dots.down(), unit);
    }

    private static Optional<PixelSize> imageJ(Resolution dots, Properties lines) {
        String written = lines.getProperty("unit", "").strip();
        String unit = Units.named(written);
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
        return real ? Optional.of(PixelSize.of(width, height, Units.named(unit))) : Optional.empty();
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
