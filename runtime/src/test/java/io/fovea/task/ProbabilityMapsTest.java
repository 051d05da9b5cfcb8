package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import org.junit.jupiter.api.Test;

class ProbabilityMapsTest {
    /** Three classes at three pixels: the second wins, the first and the second are equal, the second and the third are. */
    private static final ProbabilityMaps MAPS =
            new ProbabilityMaps(3, 1, new float[][] {{0.2f, 0.4f, 0.2f}, {0.5f, 0.4f, 0.4f}, {0.3f, 0.2f, 0.4f}});

    @Test
    void ofEqualClassesTheLowerIsTheMostProbable() {
        assertThat(MAPS.mostProbable(3, 1)).containsExactly(1, 0, 1);
    }

    @Test
    void soItIsAtAnotherSize() {
        assertThat(MAPS.mostProbable(3, 2)).containsExactly(1, 0, 1, 1, 0, 1);
    }

    /** Halfway between pixels of 0.2 and 0.4, as OpenCV's linear resizing places them: quarters. */
    @Test
    void aPlaneIsInterpolatedAtAnotherSize() {
        ProbabilityMaps two = new ProbabilityMaps(2, 1, new float[][] {{0, 1}, {1, 0}});

        assertThat(two.plane(0, 4, 1)).containsExactly(0, 0.25f, 0.75f, 1);
        assertThat(two.mostProbable(4, 1)).containsExactly(1, 1, 0, 0);
        assertThat(two.mostProbable(2, 2)).containsExactly(1, 0, 1, 0);
        assertThat(two.plane(1, 2, 1)).containsExactly(1, 0);
    }

    /** 46,000 x 46,000 pixels of 256 classes at four bytes: 2,166,784,000,000 bytes, in units of 2^30. */
    @Test
    void whatNoMemoryHoldsIsRefusedWithItsSize() {
        assertThatThrownBy(() -> ProbabilityMaps.allocate(46_000, 46_000, 256))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith(
                        "The answer of 256 classes for 46000x46000 pixels needs 2018.0 GB of memory, and Java may take");
    }
}
