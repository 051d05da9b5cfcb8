package io.fovea.report;

import java.util.Arrays;
import java.util.Objects;

/**
 * One line of a chart.
 *
 * @param name for the legend
 * @param ink which of the page's colours, from 0
 * @param raw the values as they are, one for each step; not a number where there is none
 * @param smoothed the same, smoothed; empty to show the raw values alone
 */
public record Series(String name, int ink, double[] raw, double[] smoothed) {

    /** Copies the arrays. */
    public Series {
        raw = raw.clone();
        smoothed = smoothed.clone();
    }

    /** A copy. */
    @Override
    public double[] raw() {
        return raw.clone();
    }

    /** A copy. */
    @Override
    public double[] smoothed() {
        return smoothed.clone();
    }

    /** Whether name, ink and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && name.equals(that.name)
                && ink == that.ink
                && Arrays.equals(raw, that.raw)
                && Arrays.equals(smoothed, that.smoothed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, ink, Arrays.hashCode(raw), Arrays.hashCode(smoothed));
    }

    /** A line of values as they are. */
    public static Series of(String name, int ink, double... values) {
        return new Series(name, ink, values, new double[0]);
    }

    /** A line of values as they are, pale, and smoothed, strong, as {@link Smoothing} does it. */
    public static Series smoothed(String name, int ink, double... values) {
        double factor = Smoothing.factor(values.length);
        return new Series(name, ink, values, factor == 0 ? new double[0] : Smoothing.exponential(values, factor));
    }
}
