package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholeAnswersTest {

    private static Graph quantised(String... inputs) {
        Graph graph = Graph.create("whole", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3)));
        graph.put("scale", Tensor.of(0.5f));
        graph.put("three", Tensor.ofBytes(ElementType.UINT8, new long[0], ByteBuffer.wrap(new byte[] {3})));
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

    /** Steps of a half from 3 on: 0.3 is the first of them, 1.2 the second, in another shape as well. */
    @Test
    void theNumbersAreThoseThatWereMeant() {
        Graph graph = quantised("x", "scale", "three");
        graph.put("column", Tensor.of(3L, 1));
        graph.append(Node.of("Reshape", List.of("y", "column"), "turned"));
        graph.addOutput(new ValueInfo("turned", ElementType.UINT8, Shape.of(3, 1)));
        graph.append(Node.of("Cast", List.of("y"), "counted", Attributes.NONE.with("to", ElementType.FLOAT.code())));
        graph.addOutput(new ValueInfo("counted", ElementType.FLOAT, Shape.of(1, 3)));

        assertThat(WholeAnswers.makeReal(graph)).isEqualTo(2);

        assertThat(graph.outputs()).extracting(ValueInfo::type).containsOnly(ElementType.FLOAT);
        assertThat(answer(graph, "y")).containsExactly(0.5f, 1, 2);
        assertThat(answer(graph, "turned")).containsExactly(0.5f, 1, 2);
        assertThat(answer(graph, "counted"))
                .as("a real number already, made of the whole ones")
                .containsExactly(4, 5, 7);
    }

    private static float[] answer(Graph graph, String output) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(new float[] {0.3f, 1.2f, 2}, 1, 3);
            return session.run(Map.of("x", x), Cancellation.NONE).get(output).toArray();
        }
    }

    @Test
    void aZeroThatIsLeftOutIsNone() {
        assertThat(WholeAnswers.makeReal(quantised("x", "scale", ""))).isEqualTo(1);
    }

    /** Of several scales the axis would have to be followed. */
    @Test
    void severalScalesAreLeft() {
        Graph graph = quantised("x", "scale");
        graph.put("scale", Tensor.of(0.5f, 1, 2));

        assertThat(WholeAnswers.makeReal(graph)).isZero();
    }

    @Test
    void wholeNumbersOfOtherOperatorsStayWhole() {
        Graph graph = Graph.create("counted", 14);
        graph.addInput(new ValueInfo("n", ElementType.UINT8, Shape.of(3)));
        graph.put("one", Tensor.ofBytes(ElementType.UINT8, new long[0], ByteBuffer.wrap(new byte[] {1})));
        graph.append(Node.of("Add", List.of("n", "one"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.UINT8, Shape.of(3)));

        assertThat(WholeAnswers.makeReal(graph)).isZero();
    }
}
