package io.fovea.score;

import io.fovea.model.CountInterval;
import io.fovea.model.ObjectScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Finds what makes a probability that an object is right, and an interval around how many there are, of objects and numbers that
 * are known.
 */
final class ObjectScoreFit {
    /** Fewer say too little of where the interval ends. */
    static final int FEWEST_IMAGES = 20;

    private static final int FEWEST_OBJECTS = 100;
    private static final int FEWEST_WRONG = 10;
    private static final int STEPS = 50;
    private static final double RIDGE = 1e-3;
    private static final double CLOSE = 1e-9;
    private static final double DIGITS = 1e4;
    private static final double HALF = 0.5;
    private static final double[] FLOORS = {0.25, 0.5, 1, 2, 4};

    private final List<Found> images = new ArrayList<>();

    /**
     * What was found in an image.
     *
     * @param truth how many objects there truly are
     * @param sure how sure the model is of each object found
     * @param areas in pixels as the network saw them
     * @param right which of them cover a true one
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(int truth, double[] sure, double[] areas, boolean[] right) {
        int count() {
            return sure.length;
        }

        double doubt(ObjectScore score) {
            double doubt = 0;
            for (int i = 0; i < sure.length; i++) {
                doubt += 1 - score.of(sure[i], areas[i]);
            }
            return doubt;
        }
    }

    void add(Found image) {
        images.add(image);
    }

    /**
     * By Newton's steps on the logistic loss with a small ridge, every object counting the same, right or wrong, as shares are wanted;
     * empty where there are too few objects, right or wrong.
     */
    Optional<ObjectScore> score() {
        List<double[]> inputs = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (Found image : images) {
            for (int i = 0; i < image.count(); i++) {
                inputs.add(new double[] {1, ObjectScore.logOdds(image.sure[i]), Math.log(Math.max(1, image.areas[i]))});
                right.add(image.right[i]);
            }
        }
        long wrong = right.stream().filter(is -> !is).count();
        if (right.size() < FEWEST_OBJECTS || wrong < FEWEST_WRONG || right.size() - wrong < FEWEST_WRONG) {
            return Optional.empty();
        }
        double[] weights = new double[3];
        for (int step = 0; step < STEPS; step++) {
            double[] change = newton(inputs, right, weights);
            for (int i = 0; i < weights.length; i++) {
                weights[i] += change[i];
            }
            if (DoubleStream.of(change).map(Math::abs).sum() < CLOSE) {
                break;
            }
        }
        return Optional.of(new ObjectScore(rounded(weights[0]), rounded(weights[1]), rounded(weights[2])));
    }

    private static double[] newton(List<double[]> inputs, List<Boolean> right, double[] weights) {
        double[][] curvature = new double[3][4];
        for (int i = 0; i < 3; i++) {
            curvature[i][i] = RIDGE * inputs.size();
            curvature[i][3] = -RIDGE * inputs.size() * weights[i];
        }
        for (int n = 0; n < inputs.size(); n++) {
            double[] x = inputs.get(n);
            double p = 1 / (1 + Math.exp(-(weights[0] * x[0] + weights[1] * x[1] + weights[2] * x[2])));
            for (int i = 0; i < 3; i++) {
                curvature[i][3] += ((right.get(n) ? 1 : 0) - p) * x[i];
                for (int j = 0; j < 3; j++) {
                    curvature[i][j] += p * (1 - p) * x[i] * x[j];
                }
            }
        }
        return solved(curvature);
    }

    /** Of a positive definite system, whose last column is the right side. */
    private static double[] solved(double[][] rows) {
        int size = rows.length;
        for (int i = 0; i < size; i++) {
            for (int k = i + 1; k < size; k++) {
                double times = rows[k][i] / rows[i][i];
                for (int j = i; j <= size; j++) {
                    rows[k][j] -= times * rows[i][j];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            double sum = rows[i][size];
            for (int j = i + 1; j < size; j++) {
                sum -= rows[i][j] * solution[j];
            }
            solution[i] = sum / rows[i][i];
        }
        return solution;
    }

    /**
     * The narrowest by the median image of those that hold so many of the true numbers that of further images nine in ten are
     * expected inside; empty where there are too few images.
     */
    Optional<CountInterval> interval(ObjectScore score) {
        int held = (int) Math.ceil(CountInterval.LEVEL * (images.size() + 1));
        if (images.size() < FEWEST_IMAGES || held > images.size()) {
            return Optional.empty();
        }
        Optional<CountInterval> best = Optional.empty();
        double narrowest = Double.POSITIVE_INFINITY;
        for (double floor : FLOORS) {
            double[] factors = images.stream()
                    // Ends are rounded: from half an object below on, the true number is inside.
                    .mapToDouble(image ->
                            Math.max(0, Math.abs(image.truth - image.count()) - HALF) / (floor + image.doubt(score)))
                    .sorted()
                    .toArray();
            CountInterval interval = new CountInterval(floor, Math.ceil(factors[held - 1] * DIGITS) / DIGITS);
            double width = medianWidth(interval, score);
            if (width < narrowest) {
                narrowest = width;
                best = Optional.of(interval);
            }
        }
        return best;
    }

    private double medianWidth(CountInterval interval, ObjectScore score) {
        double[] widths = images.stream()
                .mapToDouble(image -> width(interval.around(image.count(), image.doubt(score)), image.count()))
                .sorted()
                .toArray();
        return widths[widths.length / 2];
    }

    /** How wide an interval is, in parts of the number that it is around. */
    static double width(CountInterval.Range range, int count) {
        return (double) (range.high() - range.low()) / Math.max(1, count);
    }

    private static double rounded(double weight) {
        return Math.rint(weight * DIGITS) / DIGITS;
    }
}
