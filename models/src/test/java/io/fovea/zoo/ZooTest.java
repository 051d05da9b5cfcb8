package io.fovea.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooTest {

    /** The totals that the lectures print. */
    @ParameterizedTest
    @CsvSource({"digits, 104202", "trimap-net, 2880643"})
    void hasTheLecturesNumberOfParameters(String name, long parameters) {
        Graph graph = Zoo.find("zoo:" + name).build(Architecture.Settings.DEFAULT);
        assertThat(graph.initializers().values().stream()
                        .mapToLong(Tensor::size)
                        .sum())
                .isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({"digits, '(batch, 10)'", "trimap-net, '(batch, 3, 200, 200)'"})
    void hasTheLecturesOutput(String name, String shape) {
        Graph graph = Zoo.find(name).build(Architecture.Settings.DEFAULT);
        assertThat(graph.outputs()).singleElement().extracting(ValueInfo::shape).hasToString(shape);
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        Architecture.Settings seven = new Architecture.Settings(0, 0, 0, 0, 7);
        assertThat(Zoo.find("digits").build(seven).toBytes())
                .isEqualTo(Zoo.find("digits").build(seven).toBytes())
                .isNotEqualTo(
                        Zoo.find("digits").build(Architecture.Settings.DEFAULT).toBytes());
    }

    @Test
    void anUnknownArchitectureIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> Zoo.find("zoo:alexnet"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'alexnet'")
                .hasMessageContaining("digits, trimap-net");
    }
}
