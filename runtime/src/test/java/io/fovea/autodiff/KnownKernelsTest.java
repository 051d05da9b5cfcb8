package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of kernels and scales before a run makes gradients cheaper, and no other. */
class KnownKernelsTest {
    private static final double CLOSE = 2e-3;

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 1, 1, true",
        "3, 2, 1, 1, 1, false",
        "3, 1, 2, 2, 1, true",
        "3, 1, 2, 0, 2, true",
        "2, 1, 1, 0, 1, true",
        "1, 1, 1, 0, 2, true",
        "3, 1, 1, 3, 1, false"
    })
    void gradientOfAConvolutionIsThatOfDifferences(
            int kernel, int stride, int dilation, int pad, int group, boolean plain) {
        Graph graph = Graph.create("convolution", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 4, 7, 6)));
        graph.put(
                "w",
                Tensor.of(Differences.random(6, 4 / group, kernel, kernel).toArray(), 6, 4 / group, kernel, kernel));
        Attributes attributes = Attributes.NONE
                .with("group", group)
                .withIntegers("strides", stride, stride)
                .withIntegers("dilations", dilation, dilation)
                .withIntegers("pads", pad, 0, pad, pad);
        graph.append(Node.of("Conv", List.of("x", "w"), "y", attributes));
        graph.expose("y");

        assertThat(error(graph, 1, 4, 7, 6)).isLessThan(CLOSE);
        assertThat(operators(graph).contains("ConvTranspose")).isNotEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, asymmetric, floor, true",
        "2, 3, asymmetric, floor, true",
        "2, 2, asymmetric, round_prefer_floor, true",
        "3, 1, asymmetric, round_prefer_floor, false",
        "3, 2, half_pixel, round_prefer_floor, true",
        "4, 2, half_pixel, round_prefer_ceil, true",
        "2, 2, half_pixel, floor, false",
        "2, 2, asymmetric, ceil, false",
        "2, 2, align_corners, floor, false"
    })
    void gradientOfRepeatedPixelsIsThatOfDifferences(
            float down, float across, String where, String rounding, boolean blocks) {
        Graph graph = Graph.create("repeated", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2, 3, 4)));
        graph.put("scales", Tensor.of(new float[] {1, 1, down, across}, 4));
        Attributes attributes = Attributes.NONE
                .with("mode", "nearest")
                .with("coordinate_transformation_mode", where)
                .with("nearest_mode", rounding);
        graph.append(Node.of("Resize", List.of("x", "", "scales"), "y", attributes));
        graph.expose("y");

        assertThat(error(graph, 1, 2, 3, 4)).isLessThan(CLOSE);
        assertThat(operators(graph).contains("AveragePool")).isEqualTo(blocks);
    }

    private static double error(Graph graph, long... shape) {
        return Differences.worst(graph, Map.of("x", Differences.random(shape)), "y", List.of("x"));
    }

    private static List<String> operators(Graph graph) {
        return Gradients.of(graph, GradientTarget.sumOf("y").weighted(), List.of("x")).graph().nodes().stream()
                .map(Node::op)
                .toList();
    }
}
