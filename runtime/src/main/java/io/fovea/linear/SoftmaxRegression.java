package io.fovea.linear;

import io.fovea.session.Cancellation;
import java.util.Arrays;

/**
 * Multinomial logistic regression on standardised features with a penalty on the squares of the weights; the least of
 *
 * <pre>  sum over examples of share * -log p(class) + penalty / 2 * sum of weights squared</pre>
 *
 * <p>which is one, as the sum is convex. Deterministic.
 */
public final class SoftmaxRegression implements Lbfgs.Function {
    private static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-5;

    private final Examples examples;
    private final double penalty;
    private final double[] means;
    private final double[] deviations;
    private final double[] shares;
    private final float[][] rows;
    private final int width;

    SoftmaxRegression(Examples examples, double[] emphasis, double penalty) {
        this.examples = examples;
        this.penalty = penalty;
        this.means = examples.means();
        this.deviations = examples.deviations(means);
        for (int f = 0; f < deviations.length; f++) {
            deviations[f] /= emphasis[f];
        }
        this.shares = examples.shares();
        this.width = examples.width();
        this.rows = new float[examples.size()][width];
        for (int i = 0; i < rows.length; i++) {
            float[] given = examples.features().get(i);
            for (int f = 0; f < width; f++) {
                rows[i][f] = (float) ((given[f] - means[f]) / deviations[f]);
            }
        }
    }

    /**
     * Learns.
     *
     * @param emphasis of each feature, above 0: its standard deviation among those that the weights are of
     * @param penalty on these weights, above 0
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static LinearHead learn(Examples examples, double[] emphasis, double penalty, Cancellation cancel) {
        SoftmaxRegression regression = new SoftmaxRegression(examples, emphasis, penalty);
        double[] point = new double[examples.count() * (examples.width() + 1)];
        new Lbfgs(MOST_STEPS, TOLERANCE).minimise(regression, point, cancel);
        return regression.head(point);
    }

    /** By class the weights of the standardised features, then the bias. */
    @Override
    public double at(double[] point, double[] gradient) {
        int classes = examples.count();
        int stride = width + 1;
        Arrays.fill(gradient, 0);
        double loss = 0;
        double[] scores = new double[classes];
        for (int i = 0; i < rows.length; i++) {
            float[] row = rows[i];
            for (int k = 0; k < classes; k++) {
                double score = point[k * stride + width];
                for (int f = 0, at = k * stride; f < width; f++, at++) {
                    score += point[at] * row[f];
                }
                scores[k] = score;
            }
            loss -= shares[i] * logSoftmax(scores)[examples.classOf(i)];
            for (int k = 0; k < classes; k++) {
                double excess = shares[i] * (Math.exp(scores[k]) - (k == examples.classOf(i) ? 1 : 0));
                for (int f = 0, at = k * stride; f < width; f++, at++) {
                    gradient[at] += excess * row[f];
                }
                gradient[k * stride + width] += excess;
            }
        }
        for (int at = 0; at < point.length; at++) {
            if (at % stride != width) {
                loss += penalty / 2 * point[at] * point[at];
                gradient[at] += penalty * point[at];
            }
        }
        return loss;
    }

    /** In place. */
    private static double[] logSoftmax(double[] scores) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - highest);
        }
        double log = highest + Math.log(sum);
        for (int k = 0; k < scores.length; k++) {
            scores[k] -= log;
        }
        return scores;
    }

    /** For features as they are: the standardisation folded into weights and bias. */
    LinearHead head(double[] point) {
        int stride = width + 1;
        float[][] weights = new float[examples.count()][width];
        float[] biases = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double bias = point[k * stride + width];
            for (int f = 0; f < width; f++) {
                double weight = point[k * stride + f] / deviations[f];
                weights[k][f] = (float) weight;
                bias -= weight * means[f];
            }
            biases[k] = (float) bias;
        }
        return new LinearHead(weights, biases);
    }
}
