package io.fovea.model;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a network ends says whether it paints: whatever stands behind its last convolution, {@code a}. */
class ImageOutputsTest {

    @ParameterizedTest(name = "{0} of {1} channels: {2}")
    @CsvSource({
        "Tanh, 3, TRANSFORM",
        "Tanh, 1, TRANSFORM",
        "Tanh Add Mul, 3, TRANSFORM",
        "Sigmoid, 3, SEGMENTATION",
        "Sigmoid, 1, SEGMENTATION",
        "Sigmoid Mul, 1, TRANSFORM",
        "Sigmoid Add Mul, 3, TRANSFORM",
        "Sigmoid Clip, 1, SEGMENTATION",
        "Sigmoid Clip, 3, TRANSFORM",
        "Clip, 3, TRANSFORM",
        "Mul Clip, 3, TRANSFORM",
        "Clip, 1, SEGMENTATION",
        "Clip Mul, 3, SEGMENTATION",
        "Relu, 3, SEGMENTATION",
        "Mul, 3, SEGMENTATION",
        "Softmax Mul, 3, SEGMENTATION"
    })
    void whatItEndsInTellsAnImageFromScores(String end, int channels, Task task) {
        assertThat(Card.of(ending(end, channels)).task()).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({
        "Tanh, a",
        "Tanh Add Mul, a",
        "Sigmoid Mul, a",
        "Relu Sigmoid, Relu",
        "Clip, a",
        "Relu Clip Mul, Relu",
        "Clip Mul Clip, a",
        "Relu, ''",
        "Relu Mul, ''",
        "Softmax, ''"
    })
    void whatLiesBeforeTheBoundIsFound(String end, String value) {
        Graph graph = ending(end, 3);

        assertThat(ImageOutputs.beforeBound(graph, graph.outputs().get(0).name())
                        .orElse(""))
                .isEqualTo(value);
    }

    /** A picture to which the image itself is added again has other bounds. */
    @Test
    void whatTheImageIsAddedToIsNotBounded() {
        Graph graph = ending("Tanh", 3);
        graph.append(Node.of("Add", List.of("Tanh", "x"), "sum"));
        graph.setOutputs(List.of("sum"));

        assertThat(ImageOutputs.beforeBound(graph, "sum")).isEmpty();
    }

    /** A convolution and what follows it, each called as its operator, a second one with a 2. */
    private static Graph ending(String end, int channels) {
        Graph graph = Graph.create("painter", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, -1, -1)));
        graph.put("w", Tensor.of(new float[channels * 3 * 9], channels, 3, 3, 3));
        graph.put("low", Tensor.scalar(0f));
        graph.put("high", Tensor.scalar(255f));
        graph.append(Node.of("Conv", List.of("x", "w"), "a", Attributes.NONE.withIntegers("pads", 1, 1, 1, 1)));
        String value = "a";
        for (String op : end.split(" ")) {
            List<String> inputs =
                    switch (op) {
                        case "Add", "Mul" -> List.of(value, "high");
                        case "Clip" -> List.of(value, "low", "high");
                        default -> List.of(value);
                    };
            Attributes axis = op.equals("Softmax") ? Attributes.NONE.with("axis", 1) : Attributes.NONE;
            String name = graph.has(op) ? op + "2" : op;
            graph.append(Node.of(op, inputs, name, axis));
            value = name;
        }
        graph.addOutput(new ValueInfo(value, ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        return graph;
    }
}
