package io.fovea.report;

/** Calms curves by an exponential moving average. */
public final class Smoothing {

    private static final double MOST = 0.8;
    private static final int LONG = 100;
    private static final int SHORT = 10;

    private Smoothing() {}

    /**
     * How much of the past a curve of so many steps keeps: 0.8 from 100 steps on, less in shorter ones, whose average
     * would lag too far behind, and 0 below 10.
     */
    public static double factor(int steps) {
        return steps < SHORT ? 0 : MOST * Math.min(1, (double) steps / LONG);
    }

    /**
     * Each value becomes {@code factor * previous + (1 - factor) * value}, beginning with the first.
     *
     * @param values what is not a number is passed over, and stays so
     * @param factor 0..1
     * @return as many values
     */
    public static double[] exponential(double[] values, double factor) {
        double[] smooth = new double[values.length];
        double previous = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                smooth[i] = Double.NaN;
                continue;
            }
            previous = Double.isNaN(previous) ? values[i] : factor * previous + (1 - factor) * values[i];
            smooth[i] = previous;
        }
        return smooth;
    }
}
