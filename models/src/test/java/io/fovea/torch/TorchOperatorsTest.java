package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchOperatorsTest {

    /**
     * What runs on libtorch, the catalogue knows: its family, and by that what it depends on and sees of an image, and
     * the shape of what it gives. Whether that is true the catalogue's own tests tell.
     */
    @ParameterizedTest
    @MethodSource("io.fovea.torch.TorchOperators#names")
    void allFactsOfAnOperatorWithAKernelAreStated(String name) {
        Operator operator = Operators.named(name);
        assertThat(operator.family()).isNotEqualTo(Family.UNKNOWN);
        assertThat(operator.isShaped()).isTrue();
    }
}
