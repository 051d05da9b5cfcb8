package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final Normalisation PLAIN = Normalisation.RAW.with(Stretch.NONE, 0, 100);

    @Test
    void onlyWhatLeavesBytesAsTheyAreIsRaw() {
        assertThat(Normalisation.RAW.isRaw()).isTrue();
        assertThat(PLAIN.isRaw()).isTrue();
        assertThat(PLAIN.with(Stretch.ALL, 0, 100).isRaw()).isFalse();
        assertThat(PLAIN.withSteps(List.of(new PreparationStep.Sigmoid())).isRaw())
                .isFalse();
        assertThat(of(1 / 255f, 0, 1).isRaw()).isFalse();
        assertThat(of(1, 5, 1).isRaw()).isFalse();
        assertThat(of(1, 0, 2).isRaw()).isFalse();
        float[] none = {0, 0};
        assertThat(new Normalisation(1, none, new float[] {1, 2}, Stretch.NONE, 0, 100).isRaw())
                .isFalse();
    }

    @Test
    void percentilesAreInOrder() {
        for (double[] wrong : new double[][] {{-1, 50}, {50, 50}, {60, 50}, {0, 101}, {Double.NaN, 50}}) {
            assertThatThrownBy(() -> PLAIN.with(Stretch.ALL, wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("are not in order in 0..100");
        }
        assertThatThrownBy(() -> new Normalisation(1, new float[2], new float[1], Stretch.NONE, 0, 100))
                .hasMessage("2 means for 1 standard deviations");
        assertThatThrownBy(() -> new Normalisation(1, new float[0], new float[0], Stretch.NONE, 0, 100))
                .hasMessage("0 means for 0 standard deviations");
    }

    @Test
    void theLastMeanIsThatOfAllFurtherChannels() {
        Normalisation two = new Normalisation(1, new float[] {1, 2}, new float[] {3, 4}, Stretch.NONE, 0, 100);

        assertThat(two.mean(0)).isEqualTo(1);
        assertThat(two.mean(5)).isEqualTo(2);
        assertThat(two.std(1)).isEqualTo(4);
        assertThat(two.std(2)).isEqualTo(4);
        two.mean()[0] = 9;
        two.std()[0] = 9;
        assertThat(two.mean()).containsExactly(1, 2);
        assertThat(two.std()).containsExactly(3, 4);
    }

    @Test
    void equalsWhatHasTheSameNumbers() {
        Normalisation one = new Normalisation(2, new float[] {3}, new float[] {4}, Stretch.ALL, 5, 6);

        assertThat(one)
                .isEqualTo(new Normalisation(2, new float[] {3}, new float[] {4}, Stretch.ALL, 5, 6))
                .hasSameHashCodeAs(new Normalisation(2, new float[] {3}, new float[] {4}, Stretch.ALL, 5, 6))
                .isNotEqualTo(new Normalisation(1, new float[] {3}, new float[] {4}, Stretch.ALL, 5, 6))
                .isNotEqualTo(new Normalisation(2, new float[] {2}, new float[] {4}, Stretch.ALL, 5, 6))
                .isNotEqualTo(new Normalisation(2, new float[] {3}, new float[] {3}, Stretch.ALL, 5, 6))
                .isNotEqualTo(one.with(Stretch.NONE, 5, 6))
                .isNotEqualTo(one.with(Stretch.ALL, 4, 6))
                .isNotEqualTo(one.with(Stretch.ALL, 5, 7))
                .isNotEqualTo(one.withSteps(List.of(new PreparationStep.Sigmoid())))
                .hasToString("Normalisation[scale=2.0, mean=[3.0], std=[4.0], stretch=ALL, low=5.0, high=6.0]");
        assertThat(one.withSteps(List.of(new PreparationStep.Sigmoid())).toString())
                .endsWith(", steps=sigmoid]");
        assertThat(one.hashCode()).isNotEqualTo(PLAIN.hashCode());
    }

    /**
     * Scaled to 0..2, then from -1 to 1, or of the second channel from -0.5 to 0.5, and clipped at 0.25: black and white
     * are then -1 and 0.25, and -0.5 and 0.25. The line through both is {@code (x - mean) / std}.
     */
    @Test
    void whatIsTypicalIsALineThroughBlackAndWhite() {
        Normalisation clipped = new Normalisation(
                2 / 255f,
                new float[] {1, 1},
                new float[] {1, 2},
                Stretch.NONE,
                0,
                100,
                List.of(new PreparationStep.Clip(-9, 0.25)));

        Normalisation typical = clipped.typical(2);

        assertThat(typical.steps()).isEmpty();
        for (int c = 0; c < 2; c++) {
            float black = c == 0 ? -1 : -0.5f;
            assertThat((0 * typical.scale() - typical.mean(c)) / typical.std(c)).isEqualTo(black);
            assertThat((255 * typical.scale() - typical.mean(c)) / typical.std(c))
                    .isEqualTo(0.25f);
        }
        Normalisation typicalOfAll =
                clipped.withSteps(List.of(new PreparationStep.Clip(-9, 9))).typical(2);
        for (int c = 0; c < 2; c++) {
            assertThat((255 * typicalOfAll.scale() - typicalOfAll.mean(c)) / typicalOfAll.std(c))
                    .isEqualTo(c == 0 ? 1 : 0.5f);
        }
        assertThat(PLAIN.typical(3)).isSameAs(PLAIN);
    }

    @Test
    void whatIsTheSameForAllValuesIsTypicallyThat() {
        Normalisation flat = PLAIN.withSteps(List.of(new PreparationStep.Clip(3, 3)));

        Normalisation typical = flat.typical(1);

        assertThat(typical.std(0)).isEqualTo(1);
        assertThat((0 - typical.mean(0)) / typical.std(0)).isEqualTo(3);
    }

    private static Normalisation of(float scale, float mean, float std) {
        return new Normalisation(scale, new float[] {mean}, new float[] {std}, Stretch.NONE, 0, 100);
    }
}
