package io.fovea.report;

/**
 * One line of a chart.
 *
 * @param name for the legend
 * @param ink which of the page's colours, from 0
 * @param raw the values as they are, one for each step; not a number where there is none
 * @param smoothed the same, smoothed; empty to show the raw values alone
 */
public record Series(String name, int ink, double[] raw, double[] smoothed) {

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
