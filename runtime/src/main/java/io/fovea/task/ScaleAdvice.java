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

    /** That which half of the pixels in objects lie in smaller ones than; pieces count little. Empty if there is no object. */
    static OptionalDouble ofHalfTheArea(LabelMap objects) {
        int[] areas = IntStream.rangeClosed(1, objects.count())
                .map(objects::area)
                .sorted()
                .toArray();
        double half = IntStream.of(areas).asDoubleStream().sum() / 2;
        double below = 0;
        for (int area : areas) {
            below += area;
            if (below >= half) {
                return OptionalDouble.of(2 * Math.sqrt(area / Math.PI));
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * The scale to try where the sizes of objects are not plausible for the model, as it saw them: where their median is
     * below the sizes that it was trained on, or half of what they cover lies in objects above those. Of large objects cut
     * into pieces many are small, but the area is in the large ones.
     *
     * @return empty where they are, or nothing is known of the model's
     */
    static OptionalDouble toTry(LabelMap objects, double scale, ObjectSizes sizes) {
        if (!sizes.hasDiameters() || objects.count() == 0) {
            return OptionalDouble.empty();
        }
        double typical = median(diameters(objects)).orElseThrow();
        double weighty = ofHalfTheArea(objects).orElseThrow();
        if (weighty * scale > sizes.large()) {
            return OptionalDouble.of(sizes.median() / weighty);
        }
        return typical * scale < sizes.small() ? OptionalDouble.of(sizes.median() / typical) : OptionalDouble.empty();
    }
}
