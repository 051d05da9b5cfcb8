package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PiecesTest {

    @Test
    void whatTouchesIsOne() {
        int[] labels = {
            7, 7, 0, 7, //
            0, 0, 7, 0, //
            5, 5, 0, 0, //
            0, 0, 0, 7
        };
        assertThat(Pieces.of(4, 4, labels))
                .containsExactly(
                        1, 1, 0, 1, //
                        0, 0, 1, 0, //
                        2, 2, 0, 0, //
                        0, 0, 0, 3);
    }
}
