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
        return diameter(objects.area(label));
    }

    private static double diameter(int area) {
        return 2 * Math.sqrt(area / Math.PI);
    }

    /** Of all objects, in pixels. */
    static DoubleStream diameters(LabelMap objects) {
        return diameters(objects.areas());
    }

    /** Those of areas in pixels. */
    static DoubleStream diameters(int[] areas) {
        return IntStream.of(areas).mapToDouble(ScaleAdvice::diameter);
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
    private static OptionalDouble ofHalfTheArea(int[] areas) {
        int[] sorted = IntStream.of(areas).sorted().toArray();
        double half = IntStream.of(sorted).asDoubleStream().sum() / 2;
        double below = 0;
        for (int area : sorted) {
            below += area;
            if (below >= half) {
                return OptionalDouble.of(diameter(area));
            }
        }
        return OptionalDouble.empty();
    }

    /** What {@link #toTry(int[], double, ObjectSizes)} says of objects. */
    static OptionalDouble toTry(LabelMap objects, double scale, ObjectSizes sizes) {
        return toTry(objects.areas(), scale, sizes);
    }

    /**
     * The scale to try where the sizes of objects are not plausible for the model, as it saw them: where their median is
     * below the sizes that it was trained on, or half of what they cover lies in objects above those. Of large objects cut
     * into pieces many are small, but the area is in the large ones.
     *
     * @param areas of the objects in pixels
     * @return empty where they are, or nothing is known of the model's
     */
    static OptionalDouble toTry(int[] areas, double scale, ObjectSizes sizes) {
        if (!sizes.hasDiameters() || areas.length == 0) {
            return OptionalDouble.empty();
        }
        double typical = median(diameters(areas)).orElseThrow();
        double weighty = ofHalfTheArea(areas).orElseThrow();
        if (weighty * scale > sizes.large()) {
            return OptionalDouble.of(sizes.median() / weighty);
        }
        return typical * scale < sizes.small() ? OptionalDouble.of(sizes.median() / typical) : OptionalDouble.empty();
    }
}
