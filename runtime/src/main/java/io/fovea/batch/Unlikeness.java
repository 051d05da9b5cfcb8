package io.fovea.batch;

import java.util.Arrays;

/**
 * How far numbers lie from the middle of all of them, in robust standard deviations: the modified z-score of Iglewicz and Hoaglin
 * (1993).
 */
final class Unlikeness {
    /** From here on they take a number for an outlier. */
    static final double OUTLIER = 3.5;

    /** Of fewer, nothing can be said. */
    private static final int FEWEST = 8;

    private static final double OF_MEDIAN = 1.4826;
    private static final double OF_MEAN = 1.2533;

    private Unlikeness() {}

    /** Of each number; 0 of what is no number, of few numbers, and where all are the same. */
    static double[] of(double[] numbers) {
        double[] real = Arrays.stream(numbers).filter(Double::isFinite).toArray();
        double[] scores = new double[numbers.length];
        if (real.length < FEWEST) {
            return scores;
        }
        double middle = median(real);
        double[] away =
                Arrays.stream(real).map(number -> Math.abs(number - middle)).toArray();
        double spread = OF_MEDIAN * median(away);
        // More than half of the numbers may be the same.
        double scale =
                spread > 0 ? spread : OF_MEAN * Arrays.stream(away).average().orElse(0);
        for (int i = 0; i < scores.length; i++) {
            boolean known = Double.isFinite(numbers[i]) && scale > 0;
            scores[i] = known ? Math.abs(numbers[i] - middle) / scale : 0;
        }
        return scores;
    }

    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
