package io.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.sample.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarCandidatesTest {
    /** At 2, 1: 1 pixel to the right, 2 down, 3 to the left, 4 up. */
    private static StarCandidates one(int rays) {
        StarCandidates candidates = new StarCandidates(rays);
        float[][] distances = new float[rays][1];
        for (int r = 0; r < rays; r++) {
            distances[r][0] = r + 1;
        }
        candidates.add(2, 1, 0.75f, distances, 0, 0);
        return candidates;
    }

    /** In an image of 10x6: its place there, and how far it reaches to the right, down, to the left and up. */
    @ParameterizedTest
    @CsvSource({
        "UPRIGHT, 2, 1, 1, 2, 3, 4",
        "MIRRORED, 7, 1, 3, 2, 1, 4",
        "FLIPPED, 2, 4, 1, 4, 3, 2",
        "HALF_TURN, 7, 4, 3, 4, 1, 2",
        "TRANSPOSED, 1, 2, 2, 1, 4, 3",
        "TRANSVERSED, 8, 3, 4, 3, 2, 1"
    })
    void polygonsAreMirroredAndTurnedBack(
            Orientation orientation, int x, int y, double right, double down, double left, double up) {
        StarCandidates image = new StarCandidates(4);

        image.addOriented(one(4), orientation, 10, 6);

        assertThat(image.x(0)).isEqualTo(x);
        assertThat(image.y(0)).isEqualTo(y);
        assertThat(image.probability(0)).isEqualTo(0.75f);
        assertThat(image.cornersX(0, new double[4]))
                .containsExactly(new double[] {x + right, x, x - left, x}, within(1e-6));
        assertThat(image.cornersY(0, new double[4]))
                .containsExactly(new double[] {y, y + down, y, y - up}, within(1e-6));
    }

    @Test
    void raysThatAreOthersOnceTurnedAreRefused() {
        StarCandidates image = new StarCandidates(6);
        StarCandidates view = one(6);

        image.addOriented(view, Orientation.MIRRORED, 10, 6);
        assertThat(image.count()).isEqualTo(1);
        assertThatThrownBy(() -> image.addOriented(view, Orientation.TRANSPOSED, 10, 6))
                .hasMessageStartingWith("The 6 rays of the network's polygons are others once");
    }
}
