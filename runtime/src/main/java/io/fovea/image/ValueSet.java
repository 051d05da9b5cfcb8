package io.fovea.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Values of an image that are measured together: one channel's, or all. */
final class ValueSet {
    private final float[] values;
    private final int first;
    private final int step;

    private ValueSet(float[] values, int first, int step) {
        this.values = values;
        this.first = first;
        this.step = step;
    }

    static List<ValueSet> of(float[] values, int channels, boolean eachChannel) {
        List<ValueSet> sets = new ArrayList<>();
        for (int c = 0; c < (eachChannel ? channels : 1); c++) {
            sets.add(new ValueSet(values, c, eachChannel ? channels : 1));
        }
        return sets;
    }

    private int count() {
        return values.length / step;
    }

    /** Of the finite ones. */
    double mean() {
        double sum = 0;
        int finite = 0;
        for (int i = first; i < values.length; i += step) {
            if (Float.isFinite(values[i])) {
                sum += values[i];
                finite++;
            }
        }
        return sum / Math.max(1, finite);
    }

    /** The standard deviation, of all finite ones and not of a sample. */
    double deviation(double mean) {
        double sum = 0;
        int finite = 0;
        for (int i = first; i < values.length; i += step) {
            if (Float.isFinite(values[i])) {
                sum += (values[i] - mean) * (values[i] - mean);
                finite++;
            }
        }
        return Math.sqrt(sum / Math.max(1, finite));
    }

    float[] sorted() {
        float[] sorted = new float[count()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[first + i * step];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** A percentile, on the line between the two values next to it. */
    static double between(float[] sorted, double percentile) {
        double place = (sorted.length - 1) * (percentile / 100);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    /** A percentile, the least value at or below which so many lie. */
    static double atRank(float[] sorted, double percentile) {
        int rank = (int) Math.ceil(sorted.length * (percentile / 100));
        return sorted[Math.max(1, Math.min(rank, sorted.length)) - 1];
    }

    void replace(DoubleUnaryOperator by) {
        for (int i = first; i < values.length; i += step) {
            values[i] = (float) by.applyAsDouble(values[i]);
        }
    }
}
