package io.fovea.explain.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured of a map by itself, worked out by hand. */
class MapMeasuresTest {

    @Test
    void sparsenessIsTheGiniIndex() {
        assertThat(Sparseness.of(2, 2, -2, 2)).isCloseTo(0, offset(1e-12));
        assertThat(Sparseness.of(0, 0, 0, -7)).isCloseTo(0.75, offset(1e-12));
        // 1 - 2 (0.25 * 1.5 / 2 + 0.75 * 0.5 / 2).
        assertThat(Sparseness.of(3, 1)).isCloseTo(0.25, offset(1e-12));
        assertThat(Sparseness.of(0, 0)).isZero();
    }

    @Test
    void complexityIsTheEntropyOfShares() {
        assertThat(Complexity.of(1, 1, -1, 1)).isCloseTo(Math.log(4), offset(1e-12));
        assertThat(Complexity.of(0, 5, 0)).isZero();
        assertThat(Complexity.of(3, -1)).isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), offset(1e-12));
        assertThat(Complexity.of(0, 0)).isZero();
    }

    @Test
    void localisationIsPointingEnergyAndTheBestOverlap() {
        Image heat = Image.gray32(4, 1, new float[] {0.2f, 1, 0.6f, 0.2f});
        Image mask = Image.gray8(4, 1, new byte[] {0, 0, 1, 1});

        Localisation found = Localisation.of(heat, mask);

        assertThat(found.pointing()).isZero();
        assertThat(found.energy()).isCloseTo(0.8 / 2, offset(1e-6));
        // The two hottest have one of the two and one other, a third; all together have two of four.
        assertThat(found.overlap()).isEqualTo(0.5);
        assertThat(Localisation.of(heat, Image.gray8(4, 1, new byte[] {0, 1, 1, 0})))
                .isEqualTo(new Localisation(1, 0.8, 1));
    }

    @Test
    void aMaskThatDoesNotFitIsRefused() {
        Image heat = Image.gray32(2, 1, new float[2]);
        assertThatThrownBy(() -> Localisation.of(heat, Image.gray8(1, 1, new byte[1])))
                .hasMessageContainingAll("1x1", "2x1");
        assertThatThrownBy(() -> Localisation.of(heat, Image.gray8(2, 1, new byte[2])))
                .hasMessageContaining("empty");
    }

    @Test
    void agreementIsTheMeanRankCorrelationWithTheOthers() {
        float[] rising = {1, 2, 3};
        float[] falling = {3, 2, 1};
        assertThat(Agreement.of(List.of(rising, rising, falling))).containsExactly(0, 0, -1);
        assertThat(Agreement.of(List.of(rising))).containsExactly(0);
    }

    @Test
    void stepsOfRandomisationEndWithAllLayers() {
        assertThat(Randomisation.steps(20, 4)).containsExactly(5, 10, 15, 20);
        assertThat(Randomisation.steps(2, 4)).containsExactly(1, 2);
        assertThat(Randomisation.steps(0, 4)).isEmpty();
    }
}
