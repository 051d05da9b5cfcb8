package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperatorsTest {

    private static final float[] TO_SIX = {1, 2, 3, 4, 5, 6};

    @BeforeAll
    static void leaveTheOtherCores() {
        torch.set_num_threads(1);
    }

    @Test
    void shapesComputedOnTheWayAreReadAsNumbers() {
        Graph graph = graph(13, 2, 3);
        graph.put("rows", io.fovea.graph.Tensor.of(0L));
        graph.put("rest", io.fovea.graph.Tensor.of(-1L));
        graph.append(Node.of("Shape", List.of("x"), "shape"));
        graph.append(Node.of("Gather", List.of("shape", "rows"), "batch"));
        graph.append(Node.of("Concat", List.of("rest", "batch"), "wanted", Attributes.NONE.with("axis", 0)));
        graph.append(Node.of("Reshape", List.of("x", "wanted"), "y"));
        assertThat(answer(graph, TO_SIX, 2, 3).sizes()).containsExactly(3, 2);
    }

    @Test
    void everyPartOfASplitIsAnOutput() {
        Graph graph = graph(11, 2, 3);
        Attributes parts = Attributes.NONE.with("axis", 1).withIntegers("split", 1, 2);
        graph.append(new Node("split", "", "Split", List.of("x"), List.of("first", "y"), parts));
        assertThat(answer(graph, TO_SIX, 2, 3).values()).containsExactly(2, 3, 5, 6);
    }

    @Test
    void softmaxOfOldModelsSpansAllAxesBehindItsOwn() {
        Graph old = graph(11, 1, 2, 2);
        old.append(Node.of("Softmax", List.of("x"), "y"));
        assertThat(answer(old, new float[] {0, 0, 0, 0}, 1, 2, 2).values()).containsOnly(0.25f);
        Graph recent = graph(13, 1, 2, 2);
        recent.append(Node.of("Softmax", List.of("x"), "y"));
        assertThat(answer(recent, new float[] {0, 0, 0, 0}, 1, 2, 2).values()).containsOnly(0.5f);
    }

    @Test
    void anAverageCountsNoPaddingAlsoWhereItIsUneven() {
        Graph graph = graph(17, 1, 1, 3, 3);
        Attributes window = Attributes.NONE
                .withIntegers("kernel_shape", 2, 2)
                .withIntegers("strides", 2, 2)
                .withIntegers("pads", 0, 0, 1, 1);
        graph.append(Node.of("AveragePool", List.of("x"), "y", window));
        float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(answer(graph, ones, 1, 1, 3, 3).values()).containsOnly(1);
    }

    /** ONNX Runtime is the reference; values below 0 show where padding would count. */
    @Test
    void aMaximumOverUnevenPadsIsTheSameForEverySize() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int kernel = 1 + random.nextInt(4);
            int stride = 1 + random.nextInt(3);
            int side = 8 + random.nextInt(8);
            long[] pads = new long[4];
            Arrays.setAll(pads, axis -> random.nextInt(kernel));
            Attributes window = Attributes.NONE
                    .withIntegers("kernel_shape", kernel, kernel)
                    .withIntegers("strides", stride, stride)
                    .withIntegers("dilations", 1 + random.nextInt(2), 1)
                    .withIntegers("pads", pads);
            Graph graph = graph(17, 1, 2, side, side);
            graph.append(Node.of("MaxPool", List.of("x"), "y", window));
            graph.expose("y");
            float[] values = new float[2 * side * side];
            for (int k = 0; k < values.length; k++) {
                values[k] = -1 - random.nextFloat();
            }
            Answer found = answer(graph, values, 1, 2, side, side);
            try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
                FloatTensor expected = session.run(
                                Map.of("x", FloatTensor.of(values, 1, 2, side, side)), Cancellation.NONE)
                        .get("y");
                assertThat(found.sizes()).as(window.toString()).containsExactly(expected.shape());
                assertThat(found.values()).as(window.toString()).containsExactly(expected.toArray());
            }
        }
    }

    @Test
    void whatATransposedConvolutionLacksToTheSizeAskedForIsItsBias() {
        Graph graph = graph(17, 1, 1, 2, 2);
        graph.put("weight", io.fovea.graph.Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.put("bias", io.fovea.graph.Tensor.of(5f));
        Attributes twice = Attributes.NONE.withIntegers("strides", 2, 2).withIntegers("output_shape", 4, 4);
        graph.append(Node.of("ConvTranspose", List.of("x", "weight", "bias"), "y", twice));
        assertThat(answer(graph, new float[] {1, 2, 3, 4}, 1, 1, 2, 2).values())
                .containsExactly(6, 5, 7, 5, 5, 5, 5, 5, 8, 5, 9, 5, 5, 5, 5, 5);
    }

    @Test
    void gradientsFlowThroughALinearResize() {
        Graph graph = graph(17, 1, 1, 2, 3);
        graph.put("weight", io.fovea.graph.Tensor.of(new float[] {2}, 1));
        graph.put("scales", io.fovea.graph.Tensor.of(1, 1, 2, 2));
        graph.append(Node.of("Mul", List.of("x", "weight"), "scaled"));
        Attributes linear = Attributes.NONE.with("mode", "linear").with("coordinate_transformation_mode", "asymmetric");
        graph.append(Node.of("Resize", List.of("scaled", "", "scales"), "y", linear));
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Map<String, Tensor> input = Map.of("x", Tensors.of(new float[] {1, 1, 1, 1, 1, 1}, 1, 1, 2, 3));
            model.run(input, "y", true).sum().backward();
            assertThat(Tensors.toFloats(model.parameters().get("weight").grad())[0])
                    .isEqualTo(24, offset(1e-4f));
        }
    }

    @Test
    void anOutputWithoutACounterpartIsNamed() {
        Graph graph = graph(12, 1, 1, 2, 2);
        Attributes window = Attributes.NONE.withIntegers("kernel_shape", 2, 2);
        graph.append(new Node("pool", "", "MaxPool", List.of("x"), List.of("most", "y"), window));
        assertThatThrownBy(() -> answer(graph, new float[] {1, 2, 3, 4}, 1, 1, 2, 2))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'y'")
                .hasMessageContaining("MaxPool 'pool'");
    }

    private static Graph graph(int opset, long... shape) {
        Graph graph = Graph.create("one", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(shape)));
        return graph;
    }

    private record Answer(long[] sizes, float[] values) {}

    private static Answer answer(Graph graph, float[] input, long... shape) {
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor y = model.run(Map.of("x", Tensors.of(input, shape)), "y", false);
            return new Answer(Tensors.sizes(y), Tensors.toFloats(y));
        }
    }
}
