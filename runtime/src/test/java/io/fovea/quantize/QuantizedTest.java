package io.fovea.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Ort;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizedTest {
    @TempDir
    private Path folder;

    @Test
    void aRangeHasZeroAmongItsSteps() {
        ValueRange range = new ValueRange(-1, 4.1);
        assertThat(range.step()).isCloseTo(0.02f, offset(1e-6f));
        assertThat(range.zero()).isEqualTo(50);
        assertThat(new ValueRange(2, 5.1).withZero().zero()).isZero();
        assertThat(new ValueRange(-5, -1).withZero().zero()).isEqualTo(255);
        assertThat(new ValueRange(0, 0).step()).isEqualTo(1);
    }

    /** A million numbers between 0 and 1, and one that is 100: it is worth less than the steps of all others. */
    @Test
    void aSingleOutlierIsCutOff() {
        int size = 1_000_001;
        FloatBuffer values = FloatBuffer.allocate(size);
        Random random = new Random(1);
        for (int i = 0; i < size - 1; i++) {
            values.put(i, random.nextFloat());
        }
        values.put(size - 1, 100);
        Histogram histogram = new Histogram(new ValueRange(0, 100));
        histogram.add(values, size);

        assertThat(Calibration.EXTREMES.range(histogram).high()).isCloseTo(100, offset(1e-9));
        assertThat(Calibration.PERCENTILE.range(histogram).high()).isBetween(0.99, 1.1);
        // A million times the square of a step, R / 255, by 12, and that of 100 - R are least together at 43.8.
        assertThat(Calibration.ERROR.range(histogram).high()).isCloseTo(43.8, offset(1.0));
    }

    /** Kernels of 1x1 of 64 steps each, so that they are met exactly; values of 0..255 likewise. */
    @Test
    void whatIsWholeAlreadyStaysAsItIs() {
        Graph graph = Graph.create("net", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.put("w", Tensor.of(new float[] {64, 0.64f}, 2, 1, 1, 1));
        graph.put("b", Tensor.of(0f, 0f));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "c", Attributes.NONE));
        graph.append(Node.of("Relu", List.of("c"), "r"));
        graph.put("w2", Tensor.of(new float[] {64, 0, 0, 64}, 2, 2, 1, 1));
        graph.append(Node.of("Conv", List.of("r", "w2"), "c2", Attributes.NONE));
        graph.append(Node.of("Mul", List.of("c2", graph.put("one", Tensor.of(1f))), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        byte[] pixels = new byte[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = (byte) (17 * i);
        }

        Quantized made = Quantized.of(model(graph), List.of(Image.gray8(4, 4, pixels)), KernelBits.SEVEN, Monitor.NONE);

        assertThat(made.kernels()).isEqualTo(2);
        assertThat(made.left()).isEmpty();
        assertThat(made.error()).isLessThan(0.005);
        assertThat(Model.parse("read", made.model().onnx()).card())
                .isEqualTo(model(graph).card());
        Graph whole = made.model().graph();
        Node conv = whole.nodes().stream()
                .filter(node -> node.is("Conv"))
                .findFirst()
                .orElseThrow();
        Node kernels = whole.producer(conv.input(1)).orElseThrow();
        assertThat(whole.constant(kernels.input(0)).orElseThrow().type()).isEqualTo(ElementType.INT8);
        assertThat(whole.constant(kernels.input(0)).orElseThrow().toLongs()).containsExactly(64, 64);
        float[] steps = whole.constant(kernels.input(1)).orElseThrow().toFloats();
        assertThat(steps[0]).isEqualTo(1);
        assertThat(steps[1]).isCloseTo(0.01f, offset(1e-8f));
    }

    /** All values inside are kept at once: of 2,000 x 900 pixels those of 256 x 256 in the middle, which alone are dim. */
    @Test
    void ofALargeImageAPartIsLookedAt() {
        Graph graph = Graph.create("net", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, -1, -1)));
        graph.put("w", Tensor.of(new float[] {1}, 1, 1, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c"));
        graph.append(Node.of("Mul", List.of("c", graph.put("one", Tensor.of(1f))), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        byte[] pixels = new byte[2000 * 900];
        Arrays.fill(pixels, (byte) 255);
        for (int y = 322; y < 578; y++) {
            Arrays.fill(pixels, y * 2000 + 872, y * 2000 + 1128, (byte) 51);
        }
        Input input = Input.tiled(Color.GRAY, 0, 1);
        Model model = Model.of(graph).withCard(Card.of("net", Task.OTHER, List.of(), input, OutputValues.LOGITS));

        Graph made = Quantized.of(model, List.of(Image.gray8(2000, 900, pixels)), Monitor.NONE)
                .model()
                .graph();

        Node first = made.consumers("x").get(0);
        assertThat(made.constant(first.input(1)).orElseThrow().toFloats()[0]).isCloseTo(51 / 255f, offset(1e-6f));
    }

    /** What stands between kernels is whole, too: ONNX Runtime has no pair of real numbers left but at both ends. */
    @Test
    void nothingBetweenKernelsIsReal() throws OrtException, IOException {
        Random random = new Random(3);
        Graph graph = Graph.create("net", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 32, 32)));
        conv(graph, random, "x", "a", 16, 3, 1);
        graph.append(Node.of("Relu", List.of("a"), "a1"));
        Attributes two = Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
        graph.append(Node.of("MaxPool", List.of("a1"), "p", two));
        conv(graph, random, "p", "b", 16, 16, 1);
        graph.append(Node.of("Add", List.of("b", "p"), "s"));
        for (String part : List.of("gamma", "beta", "mean", "variance")) {
            graph.put(part, filled(random, 0.5f, 1, 16));
        }
        graph.append(Node.of("BatchNormalization", List.of("s", "gamma", "beta", "mean", "variance"), "n"));
        graph.append(Node.of("Relu", List.of("n"), "n1"));
        graph.put("twice", Tensor.of(1f, 1, 2, 2));
        graph.append(Node.of("Resize", List.of("n1", "", "twice"), "u"));
        graph.append(Node.of("Concat", List.of("u", "a1"), "k", Attributes.NONE.with("axis", 1)));
        conv(graph, random, "k", "z", 3, 32, 1);
        graph.append(Node.of("Softmax", List.of("z"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        byte[] pixels = new byte[3 * 32 * 32];
        random.nextBytes(pixels);
        Input input = Input.resized(32, 32, Color.RGB);
        Model model = Model.of(graph).withCard(Card.of("net", Task.OTHER, List.of(), input, OutputValues.LOGITS));

        Quantized made = Quantized.of(model, List.of(Image.rgb8(32, 32, pixels)), KernelBits.SEVEN, Monitor.NONE);

        assertThat(made.kernels()).isEqualTo(4);
        assertThat(made.error()).isLessThan(0.05);
        assertThat(optimised(made.model()))
                .containsEntry("QLinearConv", 4L)
                .containsEntry("QLinearAdd", 1L)
                .containsEntry("QLinearConcat", 1L)
                .containsEntry("QuantizeLinear", 1L)
                .doesNotContainKeys("Conv", "BatchNormalization", "Softmax");
    }

    /** How many nodes of which operators ONNX Runtime makes of a model. */
    private Map<String, Long> optimised(Model model) throws OrtException, IOException {
        Path file = folder.resolve("optimised.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(file.toString());
            Ort.environment().createSession(model.onnx(), options).close();
        }
        return Graph.read(file).nodes().stream().collect(Collectors.groupingBy(Node::op, Collectors.counting()));
    }

    private static void conv(Graph graph, Random random, String from, String to, int out, int in, int padding) {
        graph.put(to + "_w", filled(random, -0.2f, 0.2f, out, in, 3, 3));
        Attributes same = Attributes.NONE.withIntegers("pads", padding, padding, padding, padding);
        graph.append(Node.of("Conv", List.of(from, to + "_w"), to, same));
    }

    private static Tensor filled(Random random, float low, float high, long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return Tensor.of(values, shape);
    }

    @Test
    void aModelWithoutKernelsIsRefused() {
        Graph graph = Graph.create("net", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, 4, 4)));
        graph.append(Node.of("Relu", List.of("x"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));

        assertThatThrownBy(() -> Quantized.of(model(graph), List.of(Image.gray8(4, 4, new byte[16])), Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("nothing to quantise");
    }

    private static Model model(Graph graph) {
        Input input = Input.resized(4, 4, Color.GRAY);
        return Model.of(graph).withCard(Card.of("net", Task.OTHER, List.of(), input, OutputValues.LOGITS));
    }
}
