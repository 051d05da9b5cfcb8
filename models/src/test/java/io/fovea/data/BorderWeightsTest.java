package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BorderWeightsTest {
    private static final BorderWeights PAPER = new BorderWeights(10, 5);

    private static float[] weights(int width, int height, int... labels) {
        short[] objects = new short[labels.length];
        for (int i = 0; i < labels.length; i++) {
            objects[i] = (short) labels[i];
        }
        return PAPER.of(new Target.Instances(width, height, objects));
    }

    /** One pixel between two objects is one away from each: 1 + 10 exp(-4 / 50). */
    @Test
    void aGapOfOnePixelCountsMost() {
        assertThat(weights(3, 1, 1, 0, 2)).containsExactly(new float[] {1, 10.231163f, 1}, within(1e-5f));
    }

    /** Of three pixels between two objects the sums are 1 + 3, 2 + 2 and 3 + 1: 1 + 10 exp(-16 / 50). */
    @Test
    void widerGapsCountLess() {
        assertThat(weights(5, 1, 1, 0, 0, 0, 2))
                .containsExactly(new float[] {1, 8.26149f, 8.26149f, 8.26149f, 1}, within(1e-5f));
    }

    /** The nearest object is below at 1, the next one across at the root of two: 1 + 10 exp(-(1 + 1.414)^2 / 50). */
    @Test
    void distancesAreStraight() {
        assertThat(weights(2, 2, 0, 1, 2, 0)[0]).isCloseTo(10.231163f, within(1e-5f));
        assertThat(weights(2, 2, 0, 3, 3, 1)[0])
                .isCloseTo((float) (1 + 10 * Math.exp(-Math.pow(1 + Math.sqrt(2), 2) / 50)), within(1e-4f));
    }

    @Test
    void whatHasNoTwoObjectsNearCountsAsMuchAsObjects() {
        assertThat(weights(3, 1, 0, 0, 0)).containsExactly(1, 1, 1);
        assertThat(weights(3, 1, 0, 4, 0)).containsExactly(1, 1, 1);
        int[] far = new int[60];
        far[0] = 1;
        far[59] = 2;
        assertThat(weights(60, 1, far)).containsOnly(1);
    }
}
