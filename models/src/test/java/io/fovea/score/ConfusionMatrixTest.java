package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    @Test
    void accuracyAndIntersectionOverUnion() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        int[][] pairs = {{0, 0}, {0, 0}, {0, 1}, {1, 1}};
        for (int[] pair : pairs) {
            matrix.add(pair[0], pair[1]);
        }
        assertThat(matrix.accuracy()).isEqualTo(0.75);
        assertThat(matrix.intersectionOverUnion(0)).isEqualTo(2 / 3.0);
        assertThat(matrix.intersectionOverUnion(1)).isEqualTo(0.5);
        assertThat(matrix.intersectionOverUnion(2)).isNaN();
        assertThat(matrix.meanIntersectionOverUnion()).isEqualTo((2 / 3.0 + 0.5) / 2);
    }
}
