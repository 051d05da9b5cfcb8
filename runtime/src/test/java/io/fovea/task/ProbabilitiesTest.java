package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.model.OutputValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbabilitiesTest {
    private static final float LN_2 = (float) Math.log(2);
    private static final float LN_3 = (float) Math.log(3);

    /** Shares of 1, 2 and 3 among 6; of 3, 1 and 1 among 5. The third position is not asked for. */
    @Test
    void scoresShareOneAmongTheClassesOfEachPosition() {
        float[][] scores = {{0, LN_3, 7}, {LN_2, 0, 8}, {LN_3, 0, 9}};

        Probabilities.apply(OutputValues.LOGITS, scores, 2);

        assertThat(scores[0]).containsExactly(new float[] {1 / 6f, 3 / 5f, 7}, within(1e-6f));
        assertThat(scores[1]).containsExactly(new float[] {2 / 6f, 1 / 5f, 8}, within(1e-6f));
        assertThat(scores[2]).containsExactly(new float[] {3 / 6f, 1 / 5f, 9}, within(1e-6f));
    }

    /** Their exponentials alone would be infinite, or zero all of them. */
    @Test
    void scoresOfAnySizeAreNoHindrance() {
        float[][] scores = {{1000, -1000}, {1000 + LN_3, -1000 - LN_3}};

        Probabilities.apply(OutputValues.LOGITS, scores, 2);

        assertThat(scores[0]).containsExactly(new float[] {0.25f, 0.75f}, within(1e-4f));
        assertThat(scores[1]).containsExactly(new float[] {0.75f, 0.25f}, within(1e-4f));
    }

    /** {@code 1 / (1 + exp(-ln 3))} is 3/4. */
    @Test
    void independentScoresAreEachForThemselves() {
        float[][] scores = {{0, LN_3, 5}, {-LN_3, LN_2, 6}};

        Probabilities.apply(OutputValues.INDEPENDENT_LOGITS, scores, 2);

        assertThat(scores[0]).containsExactly(new float[] {0.5f, 0.75f, 5}, within(1e-6f));
        assertThat(scores[1]).containsExactly(new float[] {0.25f, 2 / 3f, 6}, within(1e-6f));
    }

    @Test
    void aScoreWithoutOthersIsThatOfASigmoid() {
        float[][] scores = {{LN_3}};

        Probabilities.apply(OutputValues.LOGITS, scores, 1);

        assertThat(scores[0]).containsExactly(new float[] {0.75f}, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputValues.class,
            names = {"PROBABILITIES", "INDEPENDENT_PROBABILITIES"})
    void probabilitiesStayWhatTheyAre(OutputValues activation) {
        float[][] scores = {{0.2f}, {0.3f}};

        Probabilities.apply(activation, scores, 1);

        assertThat(scores).isDeepEqualTo(new float[][] {{0.2f}, {0.3f}});
    }
}
