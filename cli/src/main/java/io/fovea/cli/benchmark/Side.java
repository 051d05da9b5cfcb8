package io.fovea.cli.benchmark;

import java.util.Arrays;

/**
 * What one side of a comparison reached.
 *
 * @param median of the rounds
 * @param low the least of them
 * @param high the most of them
 * @param peak the most memory that its process ever held, in bytes; 0 where that was not measured
 */
public record Side(double median, double low, double high, long peak) {
    /** What there is where nobody was measured. */
    public static final Side NONE = new Side(Double.NaN, Double.NaN, Double.NaN, 0);

    /** Whether anybody was. */
    public boolean isMeasured() {
        return !Double.isNaN(median);
    }

    /** The same in another unit. */
    Side times(double factor) {
        return new Side(factor * median, factor * low, factor * high, peak);
    }

    /** A side of these rounds, at least one. */
    static Side of(double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Side(median, sorted[0], sorted[sorted.length - 1], 0);
    }

    /** The same with the memory that its process held. */
    Side withPeak(long bytes) {
        return new Side(median, low, high, bytes);
    }
}
