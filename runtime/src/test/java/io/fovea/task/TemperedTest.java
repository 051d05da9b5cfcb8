package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.model.OutputValues;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TemperedTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    /** Scores 2, 0 and -2 divided by 2 are 1, 0 and -1, whether that is done before the softmax or behind it. */
    @Test
    void isWhatDividedScoresComeTo() {
        float[][] scores = {{2}, {0}, {-2}};
        float[][] divided = {{1}, {0}, {-1}};
        Probabilities.apply(OutputValues.LOGITS, scores, 1);
        Probabilities.apply(OutputValues.LOGITS, divided, 1);

        Probabilities.temper(2, false, scores, 1);

        for (int c = 0; c < 3; c++) {
            assertThat(scores[c][0]).isCloseTo(divided[c][0], CLOSE);
        }
    }

    /** Odds of 0.9 are 9, their root 3: 0.75. Each class by itself. */
    @Test
    void treatsEachClassByItselfWhereThoseAreAnswered() {
        float[][] probabilities = {{0.9f}, {0.5f}};
        Probabilities.temper(2, true, probabilities, 1);
        assertThat(probabilities[0][0]).isCloseTo(0.75f, CLOSE);
        assertThat(probabilities[1][0]).isCloseTo(0.5f, CLOSE);
    }

    @Test
    void keepsCertaintyAndNothing() {
        float[][] probabilities = {{1, 0}, {0, 0}};
        Probabilities.temper(2, false, probabilities, 2);
        assertThat(probabilities[0]).containsExactly(1, 0);
        assertThat(probabilities[1]).containsExactly(0, 0);
    }

    /** Roots of 0.64 and 0.36 are 0.8 and 0.6: 4 to 3. */
    @Test
    void temperesOneMapAlone() {
        ProbabilityMaps maps = new ProbabilityMaps(1, 1, new float[][] {{0.64f}, {0.36f}});
        assertThat(maps.tempered(1, 2, false).planes()[0][0]).isCloseTo(3 / 7f, CLOSE);
        assertThat(maps.tempered(1, 1, false).planes()[0]).isSameAs(maps.planes()[1]);
    }
}
