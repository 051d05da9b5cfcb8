package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnlikenessTest {
    @Test
    void isCountedInRobustStandardDeviations() {
        double[] scores = Unlikeness.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 100});

        // The median is 5.5, and that of the distances to it is 2.5.
        assertThat(scores[9]).isCloseTo(94.5 / (1.4826 * 2.5), within(1e-9));
        assertThat(scores[0]).isCloseTo(4.5 / (1.4826 * 2.5), within(1e-9));
    }

    @Test
    void whereMostAreTheSameTheMeanDistanceCounts() {
        double[] scores = Unlikeness.of(new double[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 27});

        assertThat(scores[9]).isCloseTo(20 / (1.2533 * 2), within(1e-9));
        assertThat(Arrays.copyOf(scores, 9)).containsOnly(0);
    }

    @Test
    void fewNumbersAndNoNumbersSayNothing() {
        assertThat(Unlikeness.of(new double[] {1, 2, 1000})).containsOnly(0);
        assertThat(Unlikeness.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, Double.NaN})[8])
                .isZero();
        assertThat(Unlikeness.median(new double[0])).isNaN();
    }
}
