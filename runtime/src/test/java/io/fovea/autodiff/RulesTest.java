package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Cases;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    /** Float forward passes and a step of 0.01 leave errors of the order of 1e-4; smooth functions bend a little. */
    private static final double TOLERANCE = 1e-3;

    static Stream<Case> cases() {
        // ONNX Runtime's own MeanVarianceNormalization cannot write into outputs given to it, as fixed ones are.
        return Cases.all().filter(one -> !one.op().equals("MeanVarianceNormalization"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientMatchesCentralDifferencesWithKnownShapes(Case one) {
        assertThat(Differences.worst(one, false)).isLessThan(TOLERANCE);
    }

    static Stream<Case> casesWithFreeShapes() {
        return Cases.all().filter(one -> one.opset() >= Cases.FREE_SINCE.getOrDefault(one.op(), 7));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesWithFreeShapes")
    void gradientMatchesCentralDifferencesWithFreeShapes(Case one) {
        assertThat(Differences.worst(one, true)).isLessThan(TOLERANCE);
    }

    static Stream<Case> casesOfNewForms() {
        return Cases.all().filter(one -> one.opset() >= 13);
    }

    /** Right, or refused because something has to be declared. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("casesOfNewForms")
    void gradientWithUnknownRanksIsRightOrRefused(Case one) {
        boolean needless =
                Set.of("MatMul", "Add", "Sub", "Mul", "Div", "Where", "Expand").contains(one.op());
        try {
            assertThat(Differences.worst(one, one.graphOfUnknownRanks())).isLessThan(TOLERANCE);
        } catch (NoGradientException e) {
            assertThat(needless).as(e.getMessage()).isFalse();
            assertThat(e).hasMessageContaining("the model does not declare");
        }
    }
}
