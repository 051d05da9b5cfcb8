package io.fovea.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network of quantised operators against the same one of real numbers, whose gradients are those of {@link RulesTest}. */
class QuantisationTest {

    private static final Attributes POOL =
            Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
    private static final float STEP = 0.02f;
    private static final float WEIGHT_STEP = 0.004f;

    private final byte[] kernels = bytes(5, 4 * 2 * 3 * 3);
    private final byte[] matrix = bytes(6, 4 * 3);

    @ParameterizedTest
    @ValueSource(ints = {11, 13, 17})
    void differsFromRealNumbersByRoundingAlone(int opset) {
        FloatTensor x = image();
        for (String value : List.of("x", "pooled")) {
            float[] expected = gradient(real(opset), value, x);
            float[] found = gradient(quantised(opset), value, x);
            assertThat(found).hasSameSizeAs(expected);
            double worst = 0;
            double scale = 0;
            for (int i = 0; i < found.length; i++) {
                worst += Math.abs(found[i] - expected[i]);
                scale += Math.abs(expected[i]);
            }
            assertThat(scale).isGreaterThan(0);
            // A rectifier at a rounded zero, or a maximum of two that are rounded to one, may let another slope
            // through.
            assertThat(worst / scale).as(value).isCloseTo(0, within(0.05));
        }
    }

    /** One step below a type's least number and above its most, half a step inside the ends, and in the middle. */
    @ParameterizedTest
    @CsvSource({
        "UINT8, 13, 0, 255",
        "INT8, 13, -128, 127",
        "UINT16, 21, 0, 65535",
        "INT16, 21, -32768, 32767",
        "UINT4, 21, 0, 15",
        "INT4, 21, -8, 7"
    })
    void whatTheRangeCutsOffHasNoDerivative(ElementType type, int opset, int least, int most) {
        Graph graph = Graph.create("ends", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(6)));
        graph.put("step", Tensor.scalar(2f));
        int bytes = type.name().endsWith("16") ? 2 : 1;
        graph.put("zero", quantised(type, new long[0], new byte[bytes]));
        graph.append(Node.of("QuantizeLinear", List.of("x", "step", "zero"), "q"));
        graph.append(Node.of("DequantizeLinear", List.of("q", "step", "zero"), "y"));
        graph.expose("y");
        float[] steps = {least - 1, least - 0.25f, (least + most) / 2, most, most + 0.25f, most + 1};
        for (int i = 0; i < steps.length; i++) {
            steps[i] *= 2;
        }
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            assertThat(session.run(Map.of("x", FloatTensor.of(steps, 6)), Cancellation.NONE)
                            .get(made.of("x"))
                            .toArray())
                    .containsExactly(0, 1, 1, 1, 1, 0);
        }
    }

    /** Rows with steps of 1 and 4 and zeros of 0 and 100: a row ends at 255, the other at 4 (255 - 100) = 620. */
    @ParameterizedTest
    @CsvSource({"0, 2, 4", "-2, 2, 4", "1, 4, 2", "-1, 4, 2"})
    void everyRowOrColumnHasItsOwnRange(int axis, int rows, int columns) {
        Graph graph = Graph.create("rows", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(rows, columns)));
        graph.put("step", Tensor.of(1f, 4));
        graph.put("zero", quantised(ElementType.UINT8, new long[] {2}, (byte) 0, (byte) 100));
        Attributes along = Attributes.NONE.with("axis", axis);
        graph.append(Node.of("QuantizeLinear", List.of("x", "step", "zero"), "q", along));
        graph.append(Node.of("DequantizeLinear", List.of("q", "step", "zero"), "y", along));
        graph.expose("y");
        float[] values = {-1, 254, 257, 10, -399, 619, 623, -403};
        float[] expected = {0, 1, 0, 1, 1, 1, 0, 0};
        Gradients made = Gradients.of(graph, GradientTarget.sumOf("y"), List.of("x"));

        try (Session session = Session.open(made.graph().toBytes(), Device.CPU)) {
            FloatTensor x = FloatTensor.of(columns == 2 ? turned(values) : values, rows, columns);
            assertThat(session.run(Map.of("x", x), Cancellation.NONE)
                            .get(made.of("x"))
                            .toArray())
                    .containsExactly(columns == 2 ? turned(expected) : expected);
        }
    }

    /** Two rows of four as four of two. */
    private static float[] turned(float[] values) {
        float[] turned = new float[8];
        for (int i = 0; i < 8; i++) {
            turned[i % 4 * 2 + i / 4] = values[i];
        }
        return turned;
    }

    private static float[] gradient(Graph graph, String value, FloatTensor x) {
        Gradients gradients = Gradients.of(graph, GradientTarget.classOf("scores"), List.of(value));
        Map<String, FloatTensor> feeds =
                Map.of("x", x, gradients.classInput().orElseThrow(), FloatTensor.of(new float[] {1}, 1));
        try (Session session = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            FloatTensor g = session.run(feeds, Cancellation.NONE).get(gradients.of(value));
            float[] values = new float[g.size()];
            g.data().duplicate().get(values);
            return values;
        }
    }

    /** Its rectifier is the lower end of the range: zero stands for zero. */
    private Graph quantised(int opset) {
        Graph graph = start(opset);
        graph.put("step", Tensor.scalar(STEP));
        graph.put("middle", quantised(ElementType.UINT8, new long[0], (byte) 128));
        graph.put("zero", quantised(ElementType.UINT8, new long[0], (byte) 0));
        graph.put("weightStep", Tensor.scalar(WEIGHT_STEP));
        graph.put("weightZero", quantised(ElementType.INT8, new long[0], (byte) 0));
        graph.put("kernels", quantised(ElementType.INT8, new long[] {4, 2, 3, 3}, kernels));
        graph.put("matrix", quantised(ElementType.INT8, new long[] {4, 3}, matrix));
        graph.append(Node.of("QuantizeLinear", List.of("x", "step", "middle"), "q"));
        graph.append(Node.of(
                "QLinearConv",
                List.of("q", "step", "middle", "kernels", "weightStep", "weightZero", "step", "zero"),
                "relu"));
        graph.append(Node.of("MaxPool", List.of("relu"), "pooled", POOL));
        List<String> pooled = List.of("pooled", "step", "zero", "step", "zero");
        graph.append(
                new Node("", "com.microsoft", "QLinearGlobalAveragePool", pooled, List.of("means"), Attributes.NONE));
        graph.append(Node.of("Flatten", List.of("means"), "flat"));
        graph.append(Node.of(
                "QLinearMatMul",
                List.of("flat", "step", "zero", "matrix", "weightStep", "weightZero", "step", "middle"),
                "product"));
        graph.append(Node.of("DequantizeLinear", List.of("product", "step", "middle"), "scores"));
        graph.expose("scores");
        return graph;
    }

    private Graph real(int opset) {
        Graph graph = start(opset);
        graph.put("kernels", real(kernels, 4, 2, 3, 3));
        graph.put("matrix", real(matrix, 4, 3));
        graph.append(Node.of("Conv", List.of("x", "kernels"), "conv"));
        graph.append(Node.of("Relu", List.of("conv"), "relu"));
        graph.append(Node.of("MaxPool", List.of("relu"), "pooled", POOL));
        graph.append(Node.of("GlobalAveragePool", List.of("pooled"), "means"));
        graph.append(Node.of("Flatten", List.of("means"), "flat"));
        graph.append(Node.of("MatMul", List.of("flat", "matrix"), "scores"));
        graph.expose("scores");
        return graph;
    }

    private static Graph start(int opset) {
        Graph graph = Graph.create("network", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 2, 12, 12)));
        return graph;
    }

    private static Tensor quantised(ElementType type, long[] shape, byte... values) {
        return Tensor.ofBytes(type, shape, ByteBuffer.wrap(values));
    }

    private static Tensor real(byte[] values, long... shape) {
        float[] real = new float[values.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = values[i] * WEIGHT_STEP;
        }
        return Tensor.of(real, shape);
    }

    /** Within what the accumulator of old processors holds. */
    private static byte[] bytes(int seed, int count) {
        Random random = new Random(seed);
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (random.nextInt(127) - 63);
        }
        return values;
    }

    private static FloatTensor image() {
        Random random = new Random(8);
        float[] values = new float[2 * 12 * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatTensor.of(values, 1, 2, 12, 12);
    }
}
