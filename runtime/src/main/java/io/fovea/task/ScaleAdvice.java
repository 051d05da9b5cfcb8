package io.fovea.task;

import io.fovea.model.ObjectSizes;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How large objects are, and whether a model knows such. */
final class ScaleAdvice {
    private ScaleAdvice() {}

    /** That of a circle of the same area, in pixels. */
    static double diameter(LabelMap objects, int label) {
        return 2 * Math.sqrt(objects.area(label) / Math.PI);
    }

    /** Of all objects, in pixels. */
    static DoubleStream diameters(LabelMap objects) {
        return IntStream.rangeClosed(1, objects.count()).mapToDouble(label -> diameter(objects, label));
    }

    /** The number in the middle, or the mean of the two there; empty if there is none. */
    static OptionalDouble median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    /** Whether objects that would be as large as the median, were the image scaled by this, are known as they are. */
    static boolean isUsual(double factor, ObjectSizes sizes) {
        double diameter = sizes.median() / factor;
        return diameter >= sizes.small() && diameter <= sizes.large();
    }

    /**
     * The scale to try where the sizes of objects are not plausible for the model.
     *
     * @return empty where they are, or nothing is known of the model's
     */
    static OptionalDouble toTry(LabelMap objects, double scale, ObjectSizes sizes) {
        OptionalDouble median = median(diameters(objects));
        if (!sizes.hasDiameters() || median.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seen = median.getAsDouble() * scale;
        boolean plausible = seen >= sizes.small() && seen <= sizes.large();
        return plausible ? OptionalDouble.empty() : OptionalDouble.of(sizes.median() / median.getAsDouble());
    }
}
