package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.score.Evaluation;
import io.fovea.session.Device;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproductionTest {
    private static final Graph FIRST = Zoo.find("digits").build(Architecture.Settings.DEFAULT.withSeed(1));
    private static final Graph OTHER = Zoo.find("digits").build(Architecture.Settings.DEFAULT.withSeed(2));

    private static Evaluation accuracy(double value) {
        return new Evaluation("test", 100, Device.CPU, Map.of("accuracy", value), List.of());
    }

    @Test
    void theSameWeightsAreTheSameModel() {
        Reproduction result = Reproduction.of(FIRST, FIRST.copy(), accuracy(0.9), accuracy(0.9));
        assertThat(result.verdict()).isEqualTo(Reproduction.Verdict.SAME);
    }

    /** Of 100 images, 0.9 and 0.8 have standard errors of 0.03 and 0.04, their difference one of 0.05; 0.7 is beyond two. */
    @ParameterizedTest
    @CsvSource({"0.9, ALIKE", "0.8, ALIKE", "0.7, OTHER"})
    void otherWeightsAreHeldAgainstWhatChanceLetsScoresDiffer(double now, Reproduction.Verdict verdict) {
        Reproduction result = Reproduction.of(FIRST, OTHER, accuracy(0.9), accuracy(now));
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.sentence()).contains("accuracy 0.9000 then", "100 held-out images");
    }

    @Test
    void aModelWithoutARecipeCannotBeRepeated() {
        assertThatThrownBy(() -> Reproduction.recipe(Model.of(FIRST))).hasMessageContaining("keeps no recipe");
    }
}
