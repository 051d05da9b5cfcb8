package io.fovea.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.session.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {

    @Test
    void twoPointsGiveTheWeightsThatAreWorkedOutByHand() {
        // At -1 and 1 the loss is log(1 + exp(-2w)) + penalty w^2, for weights w and -w; least where penalty is
        // 1 / (w (1 + exp(2w))), so for w = 1/2 where it is 2 / (1 + e).
        Examples examples = new Examples(List.of(new float[] {-1}, new float[] {1}), new int[] {0, 1}, 2);
        LinearHead head = learn(examples, 2 / (1 + Math.E));
        assertThat(head.weights()[1][0]).isCloseTo(0.5f, within(1e-4f));
        assertThat(head.weights()[0][0]).isCloseTo(-0.5f, within(1e-4f));
        assertThat(head.bias()).containsExactly(new float[] {0, 0}, within(1e-4f));
    }

    @Test
    void standardisationIsFoldedIn() {
        // As above, moved by 10 and stretched by 4; a feature that is always the same tells nothing.
        Examples examples = new Examples(List.of(new float[] {6, 3}, new float[] {14, 3}), new int[] {0, 1}, 2);
        LinearHead head = learn(examples, 2 / (1 + Math.E));
        assertThat(head.weights()[1]).containsExactly(new float[] {0.125f, 0}, within(1e-4f));
        assertThat(head.bias()[1]).isCloseTo(-1.25f, within(1e-3f));
    }

    /** The same, a hundred million times smaller: what is constant is so beside the largest, not beside 1. */
    @Test
    void tinyFeaturesAreLearntFromAsWell() {
        Examples examples = new Examples(
                List.of(new float[] {6e-8f, 3e-8f, 0}, new float[] {14e-8f, 3e-8f, 1e-14f}), new int[] {0, 1}, 2);
        assertThat(examples.deviations(examples.means())).satisfies(deviations -> {
            assertThat(deviations[0]).isCloseTo(4e-8, within(1e-14));
            assertThat(deviations[1]).isInfinite();
            assertThat(deviations[2]).isInfinite();
        });
        LinearHead head = learn(examples, 2 / (1 + Math.E));
        assertThat(head.weights()[1][0]).isCloseTo(0.125e8f, within(1e4f));
        assertThat(head.bias()[1]).isCloseTo(-1.25f, within(1e-3f));
    }

    @Test
    void theGradientIsThatOfTheLossAndZeroAtTheSolution() {
        Examples examples = clouds(40);
        SoftmaxRegression regression = new SoftmaxRegression(examples, new double[] {1, 2, 0.5}, 0.01);
        double[] point = new Random(4).doubles(12, -1, 1).toArray();
        double[] gradient = new double[12];
        regression.at(point, gradient);
        double[] ignored = new double[12];
        for (int j = 0; j < point.length; j++) {
            double[] more = point.clone();
            double[] less = point.clone();
            more[j] += 1e-5;
            less[j] -= 1e-5;
            double slope = (regression.at(more, ignored) - regression.at(less, ignored)) / 2e-5;
            assertThat(gradient[j]).isCloseTo(slope, within(1e-7));
        }
        new Lbfgs(500, 1e-9).minimise(regression, point, Cancellation.NONE);
        regression.at(point, gradient);
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isLessThan(1e-8);
    }

    @Test
    void separableCloudsAreSeparated() {
        Examples examples = clouds(60);
        LinearHead head = learn(examples, 0.01);
        for (int i = 0; i < examples.size(); i++) {
            assertThat(best(head, examples.features().get(i))).isEqualTo(examples.classOf(i));
        }
        assertThat(learn(examples, 0.01)).isEqualTo(head);
    }

    @Test
    void aClassOfFewPixelsCountsAsMuchAsOneOfMany() {
        assertThat(new Examples(
                                List.of(new float[1], new float[1], new float[1], new float[1]),
                                new int[] {0, 0, 0, 1},
                                2)
                        .shares())
                .containsExactly(new double[] {1 / 6.0, 1 / 6.0, 1 / 6.0, 0.5}, within(1e-12));
    }

    private static LinearHead learn(Examples examples, double penalty) {
        double[] alike = new double[examples.width()];
        Arrays.fill(alike, 1);
        return SoftmaxRegression.learn(examples, alike, penalty, Cancellation.NONE);
    }

    private static int best(LinearHead head, float[] features) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < head.classes(); k++) {
            double score = head.bias()[k];
            for (int f = 0; f < features.length; f++) {
                score += head.weights()[k][f] * features[f];
            }
            if (score > most) {
                most = score;
                best = k;
            }
        }
        return best;
    }

    /** Three around corners of a cube, a third of them each. */
    private static Examples clouds(int size) {
        Random random = new Random(7);
        List<float[]> features = new ArrayList<>();
        int[] classes = new int[size];
        for (int i = 0; i < size; i++) {
            classes[i] = i % 3;
            float[] place = new float[3];
            for (int f = 0; f < 3; f++) {
                place[f] = (f == classes[i] ? 5 : 0) + random.nextFloat();
            }
            features.add(place);
        }
        return new Examples(features, classes, 3);
    }
}
