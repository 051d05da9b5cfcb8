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
