package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that end with the image, before it or behind it, of sizes that are known and of free ones. */
class WindowGradientsTest {
    private static final double TOLERANCE = 1e-3;

    /** Height and width, strides, dilations, pads before and behind, and who pads. */
    @ParameterizedTest
    @CsvSource({
        "5, 4, 1, 1, 0, 0, NOTSET",
        "5, 4, 1, 1, 1, 2, NOTSET",
        "5, 4, 2, 1, 0, 0, NOTSET",
        "6, 5, 2, 1, 1, 0, NOTSET",
        "6, 5, 2, 1, 0, 1, NOTSET",
        "7, 6, 3, 1, 1, 1, NOTSET",
        "7, 8, 2, 2, 2, 1, NOTSET",
        "5, 4, 1, 1, 0, 0, SAME_UPPER",
        "5, 6, 2, 1, 0, 0, SAME_UPPER",
        "5, 6, 2, 1, 0, 0, SAME_LOWER",
        "7, 9, 4, 1, 0, 0, SAME_UPPER",
        "9, 8, 4, 1, 0, 0, SAME_LOWER",
        "5, 6, 2, 1, 0, 0, VALID",
    })
    void convolutionsAreDerivedForBothSidesOfThem(
            int height, int width, int stride, int dilation, int before, int behind, String auto) {
        for (Shape shape : List.of(Shape.of(1, 2, height, width), Shape.of(-1, 2, -1, -1))) {
            Graph graph = graph(13, shape);
            graph.addInput(new ValueInfo("w", ElementType.FLOAT, Shape.of(2, 1, 3, 2)));
            graph.append(Node.of(
                    "Conv",
                    List.of("x", "w"),
                    "y",
                    laid(stride, dilation, before, behind, auto).with("group", 2)));
            graph.expose("y");

            assertThat(Differences.worst(
                            graph,
                            Map.of("x", Differences.random(1, 2, height, width), "w", Differences.random(2, 1, 3, 2)),
                            "y",
                            List.of("x", "w")))
                    .as("%s", shape)
                    .isLessThan(TOLERANCE);
        }
    }

    /** Kernels of 4 by 3, strides of 2 and 1: what is cut off follows from the size that is asked for, or is the image's. */
    @ParameterizedTest
    @CsvSource({
        "NOTSET, 7 5, 0",
        "NOTSET, 6 4, 0",
        "NOTSET, 7 5, 1",
        "SAME_UPPER, '', 0",
        "SAME_LOWER, '', 0",
        "SAME_UPPER, 7 4, 0",
        "SAME_LOWER, 7 4, 0"
    })
    void transposedConvolutionsAreCutOffAlike(String auto, String asked, int more) {
        Graph graph = graph(13, Shape.of(1, 2, 3, 4));
        graph.addInput(new ValueInfo("w", ElementType.FLOAT, Shape.of(2, 1, 4, 3)));
        Attributes attributes = Attributes.NONE.withIntegers("strides", 2, 1).withIntegers("output_padding", more, 0);
        attributes = auto.equals("NOTSET") ? attributes : attributes.with("auto_pad", auto);
        String[] sizes = asked.split(" ");
        attributes = asked.isEmpty()
                ? attributes
                : attributes.withIntegers("output_shape", Long.parseLong(sizes[0]), Long.parseLong(sizes[1]));
        graph.append(Node.of("ConvTranspose", List.of("x", "w"), "y", attributes));
        graph.expose("y");

        assertThat(Differences.worst(
                        graph,
                        Map.of("x", Differences.random(1, 2, 3, 4), "w", Differences.random(2, 1, 4, 3)),
                        "y",
                        List.of("x", "w")))
                .isLessThan(TOLERANCE);
    }

    /** The same of means, and of what is largest, which before operator set 16 is found window by window. */
    @ParameterizedTest
    @CsvSource({
        "AveragePool, 5, 4, 1, 0, 0, 0, 0",
        "AveragePool, 5, 4, 2, 1, 0, 0, 0",
        "AveragePool, 5, 4, 2, 1, 0, 0, 1",
        "AveragePool, 6, 5, 2, 0, 1, 1, 0",
        "AveragePool, 6, 6, 2, 1, 1, 1, 1",
        "AveragePool, 6, 5, 2, 0, 0, 1, 0",
        "MaxPool, 5, 4, 1, 0, 0, 0, 0",
        "MaxPool, 5, 4, 2, 1, 0, 0, 0",
        "MaxPool, 6, 5, 2, 0, 1, 1, 0",
        "MaxPool, 6, 5, 2, 0, 0, 1, 0",
        "MaxPool, 7, 6, 3, 1, 1, 1, 0",
    })
    void poolsAreDerivedInEverySize(
            String op, int height, int width, int stride, int before, int behind, int ceil, int include) {
        for (Shape shape : List.of(Shape.of(1, 2, height, width), Shape.of(-1, -1, -1, -1))) {
            Graph graph = graph(13, shape);
            Attributes attributes = Attributes.NONE
                    .withIntegers("kernel_shape", 3, 2)
                    .withIntegers("strides", stride, stride)
                    .withIntegers("pads", before, before, behind, behind)
                    .with("ceil_mode", ceil);
            graph.append(Node.of(
                    op, List.of("x"), "y", include == 1 ? attributes.with("count_include_pad", 1) : attributes));
            graph.expose("y");

            assertThat(worst(graph, height, width)).as("%s", shape).isLessThan(TOLERANCE);
            assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"))
                            .graph()
                            .opset())
                    .isEqualTo(13);
        }
    }

    /** Pads are less than any pixel, be it far below zero. */
    @Test
    void padsAreNeverTheLargest() {
        Graph graph = graph(13, Shape.of(1, 1, 2));
        graph.append(Node.of(
                "MaxPool",
                List.of("x"),
                "y",
                Attributes.NONE.withIntegers("kernel_shape", 3).withIntegers("pads", 1, 1)));
        graph.expose("y");
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            assertThat(session.run(Map.of("x", FloatTensor.of(new float[] {-1e5f, -2e5f}, 1, 1, 2)), Cancellation.NONE)
                            .get(made.of("x"))
                            .toArray())
                    .containsExactly(2, 0);
        }
    }

    /** Three windows of two pixels over five, of which the last has one: of old half of it counted, since set 19 all. */
    @ParameterizedTest
    @CsvSource({"13, 0, 1", "13, 1, 0.5", "18, 1, 0.5", "19, 0, 1", "19, 1, 1"})
    void theLastWindowIsDividedAsTheOperatorSetHasIt(int opset, int include, float last) {
        Graph graph = graph(opset, Shape.of(1, 1, 5));
        graph.append(Node.of(
                "AveragePool",
                List.of("x"),
                "y",
                Attributes.NONE
                        .withIntegers("kernel_shape", 2)
                        .withIntegers("strides", 2)
                        .with("ceil_mode", 1)
                        .with("count_include_pad", include)));
        graph.expose("y");
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            Map<String, FloatTensor> answers =
                    session.run(Map.of("x", FloatTensor.of(new float[] {1, 1, 1, 1, 1}, 1, 1, 5)), Cancellation.NONE);
            assertThat(answers.get("y").toArray()).containsExactly(1, 1, last);
            assertThat(answers.get(made.of("x")).toArray()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f, last);
        }
    }

    /** Windows that all lie within the image are of one size each: nothing is to be counted. */
    @ParameterizedTest
    @CsvSource({"0, NOTSET, false", "1, NOTSET, true", "0, SAME_UPPER, true"})
    void onlyWindowsThatReachBeyondTheImageAreCounted(int pad, String auto, boolean counted) {
        Graph graph = graph(13, Shape.of(1, 2, 6, 6));
        Attributes attributes = Attributes.NONE.withIntegers("kernel_shape", 3, 3);
        graph.append(Node.of(
                "AveragePool",
                List.of("x"),
                "y",
                auto.equals("NOTSET")
                        ? attributes.withIntegers("pads", pad, pad, pad, pad)
                        : attributes.with("auto_pad", auto)));
        graph.expose("y");

        Graph made =
                Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")).graph();

        assertThat(made.nodes().stream().anyMatch(node -> node.is("Div"))).isEqualTo(counted);
        assertThat(worst(graph, 6, 6)).isLessThan(TOLERANCE);
    }

    /** Runtimes have faster kernels for a plain convolution; and where sizes are known, nothing is cut off behind it. */
    @Test
    void weightsThatAreKnownAreTurned() {
        Graph made = ofConstantWeights(1, Shape.of(1, 2, 6, 6));
        assertThat(made.nodes()).extracting(Node::op).doesNotContain("ConvTranspose", "Slice");
        Graph striding = ofConstantWeights(2, Shape.of(1, 2, 6, 6));
        assertThat(striding.nodes())
                .extracting(Node::op)
                .contains("ConvTranspose")
                .doesNotContain("Slice");
        assertThat(ofConstantWeights(2, Shape.of(1, 2, -1, -1)).nodes())
                .extracting(Node::op)
                .contains("ConvTranspose", "Slice");
    }

    private static Graph ofConstantWeights(int stride, Shape shape) {
        Graph graph = graph(13, shape);
        graph.put("w", Tensor.of(Differences.random(1, 2, 3, 3).toArray(), 1, 2, 3, 3));
        graph.append(Node.of("Conv", List.of("x", "w"), "y", laid(stride, 1, 1, 1, "NOTSET")));
        graph.expose("y");
        assertThat(worst(graph, 6, 6)).isLessThan(TOLERANCE);
        return Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x")).graph();
    }

    @Test
    void padsThatFollowFromFreeSizesNeedANewerSetForTheLargest() {
        Graph graph = graph(13, Shape.of(1, 2, -1, -1));
        graph.append(Node.of(
                "MaxPool",
                List.of("x"),
                "y",
                Attributes.NONE
                        .withIntegers("kernel_shape", 3, 2)
                        .withIntegers("strides", 2, 2)
                        .with("auto_pad", "SAME_UPPER")));
        graph.expose("y");
        assertThat(Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"))
                        .graph()
                        .opset())
                .isEqualTo(17);
        assertThat(worst(graph, 6, 5)).isLessThan(TOLERANCE);

        Graph kept = OldFormsTest.withChoice(graph);
        assertThatThrownBy(() -> Gradients.of(kept, GradientTarget.sumOf("y"), List.of("x")))
                .hasMessageContaining("with auto_pad and free sizes has no derivative below opset 16");
    }

    private static double worst(Graph graph, int height, int width) {
        // Far apart, so that a step makes no other element the largest.
        FloatTensor x = FloatTensor.allocate(1, 2, height, width);
        for (int i = 0; i < x.size(); i++) {
            x.data().put(i, (float) (i * 37 % 101) / 20 - 2);
        }
        return Differences.worst(graph, Map.of("x", x), "y", List.of("x"));
    }

    private static Attributes laid(int stride, int dilation, int before, int behind, String auto) {
        Attributes attributes =
                Attributes.NONE.withIntegers("strides", stride, stride).withIntegers("dilations", dilation, dilation);
        return auto.equals("NOTSET")
                ? attributes.withIntegers("pads", before, before, behind, behind)
                : attributes.with("auto_pad", auto);
    }

    private static Graph graph(int opset, Shape shape) {
        Graph graph = Graph.create("model", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, shape));
        return graph;
    }
}
