package io.fovea.plan;

import io.fovea.fit.Probe;
import java.util.List;
import java.util.Locale;

/** How far a step goes: a tenth of the learning rate at which, in a range test, the loss was least. */
final class LearningRateChoice {
    static final double LEAST_TRIED = 1e-5;
    static final double LARGEST_TRIED = 0.3;
    static final int STEPS = 60;

    private static final double SHARE_OF_BEST = 0.1;

    /** How much of the mean of the losses a step keeps. */
    private static final double SMOOTHING = 0.8;

    private static final double[] ROUND = {1, 2, 5, 10};

    private LearningRateChoice() {}

    /**
     * The learning rate.
     *
     * @param begun whether the training begins with what others learnt, which large steps would destroy
     */
    static Choice<Double> of(List<Probe.Point> points, boolean begun) {
        double least = begun ? 5e-5 : 2e-4;
        double most = begun ? 1e-3 : 5e-3;
        if (points.isEmpty()) {
            return new Choice<>(least, "the least that is taken; a range test found no loss that is a number");
        }
        double best = best(points);
        double wanted = round(SHARE_OF_BEST * best);
        return new Choice<>(
                Math.max(least, Math.min(most, wanted)),
                String.format(
                        Locale.ROOT,
                        "%sa tenth of %.2g, where a range test of %d steps lost least",
                        wanted < least
                                ? "the least that is taken, above "
                                : wanted > most
                                        ? "the most that is taken" + (begun ? " where weights are known" : "")
                                                + ", below "
                                        : "about ",
                        best,
                        points.size()));
    }

    /** The rate at which the smoothed loss is least. */
    private static double best(List<Probe.Point> points) {
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double best = LEAST_TRIED;
        for (int i = 0; i < points.size(); i++) {
            mean = SMOOTHING * mean + (1 - SMOOTHING) * points.get(i).loss();
            double unbiased = mean / (1 - Math.pow(SMOOTHING, i + 1));
            if (unbiased < least) {
                least = unbiased;
                best = points.get(i).learningRate();
            }
        }
        return best;
    }

    /** The nearest of 1, 2 and 5 times a power of ten, on a logarithmic scale. */
    static double round(double rate) {
        double power = Math.pow(10, Math.floor(Math.log10(rate)));
        double nearest = ROUND[0];
        for (double each : ROUND) {
            if (Math.abs(Math.log(rate / power / each)) < Math.abs(Math.log(rate / power / nearest))) {
                nearest = each;
            }
        }
        return Double.parseDouble(String.format(Locale.ROOT, "%.1e", nearest * power));
    }
}
