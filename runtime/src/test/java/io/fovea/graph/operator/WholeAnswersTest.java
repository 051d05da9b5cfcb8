package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeAnswersTest {

    private static Graph quantised(String... inputs) {
        Graph graph = Graph.create("whole", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3)));
        graph.put("scale", Tensor.of(0.5f));
        graph.append(new Node("q", "", "QuantizeLinear", List.of(inputs), List.of("y"), Attributes.NONE));
        graph.addOutput(new ValueInfo("y", ElementType.UINT8, Shape.of(1, 3)));
        return graph;
    }

    @Test
    void whatIsQuantisedAtTheEndIsMadeReal() {
        Graph graph = quantised("x", "scale");

        assertThat(WholeAnswers.makeReal(graph)).isEqualTo(1);
        assertThat(graph.outputs()).singleElement().satisfies(output -> {
            assertThat(output.name()).isEqualTo("y");
            assertThat(output.type()).isEqualTo(ElementType.FLOAT);
        });
    }

    /** A damaged file: ONNX Runtime says what is wrong with it when it is to run. */
    @Test
    void whatHasNoScaleStaysAsItIs() {
        for (Graph graph : List.of(quantised("x"), quantised(), quantised("x", ""))) {
            assertThat(WholeAnswers.makeReal(graph)).isZero();
            assertThat(graph.outputs().get(0).type()).isEqualTo(ElementType.UINT8);
        }
    }
}
