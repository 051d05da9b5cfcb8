package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QdqFormTest {

    private static final Attributes NONE = Attributes.NONE;
    private static final float STEP = 0.05f;

    static Stream<Arguments> operators() {
        return Stream.of(11, 13, 17)
                .flatMap(opset -> Stream.of(
                        Arguments.of(opset, "QLinearConv", NONE.withIntegers("pads", 1, 1, 1, 1)),
                        Arguments.of(opset, "QLinearMatMul", NONE),
                        Arguments.of(opset, "QLinearAdd", NONE),
                        Arguments.of(opset, "QLinearMul", NONE),
                        Arguments.of(opset, "QLinearConcat", NONE.with("axis", 1)),
                        Arguments.of(opset, "QLinearSigmoid", NONE),
                        Arguments.of(opset, "QLinearLeakyRelu", NONE.with("alpha", 0.3f)),
                        Arguments.of(opset, "QLinearGlobalAveragePool", NONE),
                        Arguments.of(opset, "QLinearAveragePool", NONE.withIntegers("kernel_shape", 2, 2)),
                        Arguments.of(opset, "QGemm", NONE.with("transB", 1).with("alpha", 0.5f))));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("operators")
    void answersAsTheQuantisedOperator(int opset, String op, Attributes attributes) {
        Graph graph = quantised(opset, op, attributes);
        Graph form = graph.inQdqForm();
        assertThat(form.nodes()).extracting(Node::op).doesNotContain(op).contains("DequantizeLinear");
        assertThat(form.nodes()).extracting(Node::name).contains("it");
        FloatTensor x = image(op.equals("QGemm") ? new long[] {3, 8} : new long[] {2, 4, 5, 6});
        float[] before = run(graph, x);
        float[] after = run(form, x);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(STEP * 1.01f));
        }
        assertThat(differing(before, after))
                .as("what lies between two steps may be rounded to the other")
                .isLessThan(0.2);
    }

    private static double differing(float[] some, float[] others) {
        return (double) IntStream.range(0, some.length)
                        .filter(i -> Math.abs(some[i] - others[i]) > 1e-5)
                        .count()
                / some.length;
    }

    /** {@code x} quantised, the operator called "it", its answer as real numbers. */
    private static Graph quantised(int opset, String op, Attributes attributes) {
        Graph graph = Graph.create("quantised", opset);
        graph.addInput(
                new ValueInfo("x", ElementType.FLOAT, op.equals("QGemm") ? Shape.of(3, 8) : Shape.of(2, 4, 5, 6)));
        graph.put("step", Tensor.scalar(STEP));
        graph.put("zero", bytes(ElementType.UINT8, new long[0], 120));
        graph.append(Node.of("QuantizeLinear", List.of("x", "step", "zero"), "xq"));
        List<String> x = List.of("xq", "step", "zero");
        List<String> inputs = new ArrayList<>();
        switch (op) {
            case "QLinearConv" -> {
                inputs.addAll(x);
                inputs.add(graph.put("w", random(ElementType.INT8, 3, 4, 3, 3)));
                inputs.add(graph.put("wStep", Tensor.of(0.002f, 0.004f, 0.003f)));
                inputs.add(graph.put("wZero", bytes(ElementType.INT8, new long[] {3}, 0, 0, 0)));
                inputs.addAll(List.of("step", "zero"));
                inputs.add(graph.put("bias", int32(400, -3000, 9000)));
            }
            case "QLinearMatMul" -> {
                inputs.addAll(x);
                inputs.add(graph.put("w", random(ElementType.UINT8, 6, 7)));
                inputs.add(graph.put("wStep", Tensor.scalar(0.01f)));
                inputs.add(graph.put("wZero", bytes(ElementType.UINT8, new long[0], 100)));
                inputs.addAll(List.of("step", "zero"));
            }
            case "QGemm" -> {
                inputs.addAll(x);
                inputs.add(graph.put("w", random(ElementType.INT8, 5, 8)));
                inputs.add(graph.put("wStep", Tensor.scalar(0.01f)));
                inputs.add(graph.put("wZero", bytes(ElementType.INT8, new long[0], 3)));
                inputs.add(graph.put("bias", int32(500, -700, 900, 100, 0)));
                inputs.addAll(List.of("step", "zero"));
            }
            case "QLinearAdd", "QLinearMul" -> {
                inputs.addAll(x);
                inputs.addAll(x);
                inputs.addAll(List.of("step", "zero"));
            }
            case "QLinearConcat" -> {
                inputs.addAll(List.of("step", "zero"));
                inputs.addAll(x);
                inputs.addAll(x);
            }
            default -> {
                inputs.addAll(x);
                inputs.addAll(List.of("step", "zero"));
            }
        }
        boolean standard = op.equals("QLinearConv") || op.equals("QLinearMatMul");
        graph.append(new Node("it", standard ? "" : "com.microsoft", op, inputs, List.of("yq"), attributes));
        graph.append(Node.of("DequantizeLinear", List.of("yq", "step", "zero"), "y"));
        graph.expose("y");
        return graph;
    }

    private static float[] run(Graph graph, FloatTensor x) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            FloatTensor y = session.run(Map.of("x", x), Cancellation.NONE).get("y");
            float[] values = new float[y.size()];
            y.data().duplicate().get(values);
            return values;
        }
    }

    private static FloatTensor image(long... shape) {
        Random random = new Random(7);
        float[] values = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatTensor.of(values, shape);
    }

    private static Tensor random(ElementType type, long... shape) {
        byte[] values = new byte[(int) Tensor.elements(shape)];
        new Random(3).nextBytes(values);
        return Tensor.ofBytes(type, shape, ByteBuffer.wrap(values));
    }

    private static Tensor bytes(ElementType type, long[] shape, int... values) {
        ByteBuffer bytes = Tensor.little(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return Tensor.ofBytes(type, shape, bytes.flip());
    }

    private static Tensor int32(int... values) {
        ByteBuffer bytes = Tensor.little(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return Tensor.ofBytes(ElementType.INT32, new long[] {values.length}, bytes.flip());
    }
}
