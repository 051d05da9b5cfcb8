package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Case;
import io.fovea.graph.operator.Cases;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsOfRulesTest {

    static Set<String> rules() {
        return Rules.names();
    }

    /**
     * What can be differentiated, the catalogue knows: its family, and by that what it depends on and sees of an image,
     * and the shape of what it gives. That these are true {@link io.fovea.graph.operator.FactsOfCasesTest} shows, in every
     * form that gradients are tested in.
     */
    @ParameterizedTest
    @MethodSource("rules")
    void allFactsOfAnOperatorWithARuleAreStated(String name) {
        Operator operator = Operators.named(name);
        assertThat(operator.family()).isNotEqualTo(Family.UNKNOWN);
        assertThat(operator.isShaped()).isTrue();
        assertThat(operator.has(Trait.FLAT)).isFalse();
    }

    @Test
    void everyRuleIsTested() {
        Set<String> tested = Cases.all().map(Case::op).collect(Collectors.toSet());
        // Numbers that are rounded differ in steps, and layers of steps are written out: both have tests of their own.
        tested.addAll(Set.of("QuantizeLinear", "DequantizeLinear", "LSTM", "GRU", "RNN"));
        assertThat(rules()).allMatch(tested::contains);
    }
}
