package io.fovea.task;

import io.fovea.model.ObjectSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a table says of the scale of an image, and of the sizes of the objects in it. */
final class ScaleColumns {
    private static final String SCALE = "scale";
    private static final String DIAMETER = "median_diameter";
    private static final String TRY = "scale_to_try";

    /** How many times as wide and high the image went in; how large its objects are, in pixels; what to try if that is odd. */
    static final List<String> NAMES = List.of(SCALE, DIAMETER, TRY);

    private static final int NAMED = 5;
    private static final double HUNDREDTHS = 100;

    private ScaleColumns() {}

    /** Whether there is something to say of a model's images, whatever a user says. */
    static boolean areOf(ObjectSizes sizes) {
        return sizes.hasDiameters() || sizes.hasPixelSize();
    }

    /** The values; an empty text where there is none. */
    static List<Object> of(Segmentation result, Optional<LabelMap> objects) {
        OptionalDouble median = objects.map(map -> ScaleAdvice.median(ScaleAdvice.diameters(map)))
                .orElse(OptionalDouble.empty());
        OptionalDouble toTry = objects.map(map -> ScaleAdvice.toTry(map, result.scale(), result.sizes()))
                .orElse(OptionalDouble.empty());
        return List.of(result.scale(), cell(median), cell(toTry));
    }

    private static Object cell(OptionalDouble value) {
        return value.isPresent() ? (Object) (Math.rint(value.getAsDouble() * HUNDREDTHS) / HUNDREDTHS) : "";
    }

    /** A factor for people. */
    static String brief(double factor) {
        return String.format(Locale.ROOT, factor < 1 ? "%.3f" : "%.2f", factor).replaceFirst("\\.?0+$", "");
    }

    /** What is said of all images together. */
    static List<String> remarks(List<FolderFile.Entry> images) {
        List<String> remarks = new ArrayList<>();
        List<FolderFile.Entry> scaled = images.stream()
                .filter(image -> image.findings().number(SCALE).orElse(1) != 1)
                .toList();
        if (!scaled.isEmpty()) {
            double[] factors = scaled.stream()
                    .mapToDouble(image -> image.findings().number(SCALE).orElseThrow())
                    .sorted()
                    .toArray();
            String least = brief(factors[0]);
            String most = brief(factors[factors.length - 1]);
            remarks.add("Note: " + count(scaled, images) + " scaled by " + least
                    + (least.equals(most) ? "" : " to " + most)
                    + " for the model; results have the images' own size.");
        }
        List<FolderFile.Entry> odd = images.stream()
                .filter(image -> image.findings().number(TRY).isPresent())
                .toList();
        if (!odd.isEmpty()) {
            double[] factors = odd.stream()
                    .mapToDouble(image -> image.findings().number(TRY).orElseThrow())
                    .sorted()
                    .toArray();
            remarks.add("Warning: The objects of "
                    + odd.stream().limit(NAMED).map(FolderFile.Entry::image).collect(Collectors.joining(", "))
                    + (odd.size() > NAMED ? " and " + (odd.size() - NAMED) + " more" : "")
                    + " are not of the sizes that the model was trained on, so that it may miss some or cut them into"
                    + " pieces; try --scale " + brief(factors[factors.length / 2]) + ", or --diameter auto.");
        }
        return remarks;
    }

    private static String count(List<?> some, List<?> all) {
        return some.size() == all.size()
                ? (all.size() == 1 ? "The image was" : "All images were")
                : some.size() + " of " + all.size() + " images were";
    }
}
