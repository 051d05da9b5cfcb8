package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a graph's first nodes make of its input: {@code x * factor + offset}. */
class InputScalingTest {

    /** Operators with a constant behind them, or before where it is written so. */
    @ParameterizedTest(name = "{0}: x * {1} + {2}, {4}")
    @CsvSource({
        "'Relu', 1, 0, NaN, nothing",
        "'Mul 0.004', 0.004, 0, NaN, BYTES",
        "'0.004 Mul', 0.004, 0, NaN, BYTES",
        "'Div 255', 0.0039215686, 0, NaN, BYTES",
        "'Mul 0.02', 0.02, 0, NaN, BYTES",
        "'Mul 0.03', 0.03, 0, NaN, nothing",
        "'Mul 255', 255, 0, NaN, UNIT",
        "'Mul 100', 100, 0, NaN, UNIT",
        "'Mul 99', 99, 0, NaN, nothing",
        "'Mul -0.004', -0.004, 0, NaN, nothing",
        // What is taken off is the middle of the pixels' values.
        "'Sub 127.5;Div 127.5', 0.0078431373, -1, 127.5, BYTES",
        "'Add -120', 1, -120, 120, BYTES",
        "'-120 Add', 1, -120, 120, BYTES",
        "'Div 255;Sub 0.5', 0.0039215686, -0.5, 127.5, BYTES",
        "'Sub 0.5;Mul 4', 4, -2, 0.5, UNIT",
        "'Sub 1.5', 1, -1.5, 1.5, UNIT",
        "'Sub 1.6', 1, -1.6, 1.6, BYTES",
        "'Add 3', 1, 3, -3, nothing",
        "'Identity;Sub 100', 1, -100, 100, BYTES",
        // What is no line ends it.
        "'5 Sub', 1, 0, NaN, nothing",
        "'5 Div', 1, 0, NaN, nothing",
        "'Div 0', 1, 0, NaN, nothing",
        "'Mul 0.004;Relu;Mul 9', 0.004, 0, NaN, BYTES",
        "'Max 9', 1, 0, NaN, nothing",
    })
    void isFollowedByHand(String nodes, double factor, double offset, double centre, String range) {
        InputScaling scaling = InputScaling.of(graph(nodes));

        assertThat(scaling.factor()).isCloseTo(factor, within(1e-6));
        assertThat(scaling.offset()).isCloseTo(offset, within(1e-6));
        if (Double.isNaN(centre)) {
            assertThat(scaling.centre()).isNaN();
        } else {
            assertThat(scaling.centre()).isCloseTo(centre, within(1e-4));
        }
        assertThat(scaling.range().map(Enum::name).orElse("nothing")).isEqualTo(range);
    }

    /** {@code (x - mean) / sqrt(variance)}, in the mean over the channels: 120 off, by 10. */
    @Test
    void aNormalisationOfTheImageTakesItsMeanOff() {
        Graph graph = graph("Identity");
        graph.put("s", Tensor.of(1f, 1f));
        graph.put("mean", Tensor.of(100f, 140f));
        graph.put("variance", Tensor.of(50f, 150f));
        graph.append(Node.of("BatchNormalization", List.of("v1", "s", "s", "mean", "variance"), "y"));

        InputScaling scaling = InputScaling.of(graph);

        assertThat(scaling.factor()).isCloseTo(0.1, within(1e-9));
        assertThat(scaling.offset()).isCloseTo(-12, within(1e-9));
        assertThat(scaling.centre()).isCloseTo(120, within(1e-9));
        assertThat(scaling.range()).contains(PixelValues.BYTES);
    }

    @Test
    void whatIsUsedTwiceIsFollowedNoFurther() {
        Graph graph = graph("Mul 0.004");
        graph.append(Node.of("Relu", List.of("v1"), "a"));
        graph.append(Node.of("Neg", List.of("v1"), "b"));

        assertThat(InputScaling.of(graph)).isEqualTo(new InputScaling((double) 0.004f, 0, Double.NaN));
        assertThat(InputScaling.of(Graph.create("nothing", 13))).isEqualTo(new InputScaling(1, 0, Double.NaN));
    }

    private static Graph graph(String nodes) {
        Graph graph = Graph.create("scaling", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)));
        String value = "x";
        int count = 0;
        for (String node : nodes.split(";")) {
            String[] words = node.split(" ");
            boolean before = words.length > 1 && Character.isLetter(words[1].charAt(0));
            List<String> inputs = new ArrayList<>(List.of(value));
            if (words.length > 1) {
                String constant = "c" + count;
                graph.put(constant, Tensor.scalar(Float.parseFloat(words[before ? 0 : 1])));
                inputs.add(before ? 0 : 1, constant);
            }
            value = "v" + ++count;
            graph.append(Node.of(words[before ? 1 : 0], inputs, value));
        }
        return graph;
    }
}
