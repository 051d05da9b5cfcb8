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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Each column has a step and a zero point of its own. */
    @ParameterizedTest
    @ValueSource(ints = {11, 13})
    void columnsMayHaveScalesOfTheirOwn(int opset) {
        Graph graph = quantised(opset, "QLinearMatMul", NONE);
        graph.put("wStep", Tensor.of(0.01f, 0.02f, 0.003f, 0.004f, 0.005f, 0.006f, 0.007f));
        graph.put("wZero", bytes(ElementType.UINT8, new long[] {7}, 100, 90, 80, 120, 130, 140, 150));
        Graph form = graph.inQdqForm();
        FloatTensor x = image(2, 4, 5, 6);

        float[] before = run(graph, x);
        float[] after = run(form, x);

        assertThat(form.nodes()).extracting(Node::op).doesNotContain("QLinearMatMul");
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(STEP * 1.01f));
        }
        assertThat(differing(before, after)).isLessThan(0.2);
    }

    /** Columns of what is multiplied from the right, rows where it is transposed, filters of a convolution. */
    @ParameterizedTest
    @CsvSource({"QLinearConv, 0, 0", "QLinearMatMul, 0, -1", "QGemm, 0, 1", "QGemm, 1, 0"})
    void severalScalesLieAlongWhatIsAnswered(String op, int transB, int axis) {
        Attributes attributes = op.equals("QGemm") ? NONE.with("transB", transB) : NONE;
        Graph graph = quantised(13, op, attributes);
        graph.put("wStep", Tensor.of(0.01f, 0.02f, 0.03f));

        Graph form = graph.inQdqForm();

        assertThat(form.nodes()).extracting(Node::op).doesNotContain("Cast", "Reshape");
        assertThat(dequantised(form, "w").attributes().integer("axis", 9)).isEqualTo(axis);
        assertThat(dequantised(form, "xq").attributes()).isEqualTo(NONE);
        if (form.has("bias")) {
            assertThat(dequantised(form, "bias").attributes().integer("axis", 9))
                    .isZero();
        }
    }

    @Test
    void oneScaleHasNoAxis() {
        Graph form = quantised(13, "QGemm", NONE.with("transB", 1)).inQdqForm();

        for (String value : List.of("xq", "w", "bias")) {
            assertThat(dequantised(form, value).attributes()).as(value).isEqualTo(NONE);
        }
        Graph older = quantised(11, "QGemm", NONE.with("transB", 1)).inQdqForm();
        assertThat(older.nodes()).extracting(Node::op).doesNotContain("Cast");
    }

    private static Node dequantised(Graph graph, String value) {
        return graph.consumers(value).stream()
                .filter(node -> node.is("DequantizeLinear"))
                .findFirst()
                .orElseThrow();
    }

    /** A scale that is computed is taken for one number. */
    @Test
    void scalesThatAreComputedAreTakenForOne() {
        Graph graph = quantised(13, "QLinearAdd", NONE);
        graph.removeInitializer("step");
        graph.addInput(new ValueInfo("step", ElementType.FLOAT, Shape.of()));

        assertThat(dequantised(graph.inQdqForm(), "xq").attributes()).isEqualTo(NONE);
    }

    /** Before version 11 ONNX Runtime does not quantise the bias again, where there are several scales. */
    @Test
    void oldConvolutionsWithSeveralScalesAndABiasStay() {
        assertThat(quantised(10, "QLinearConv", NONE).inQdqForm().nodes())
                .extracting(Node::op)
                .contains("QLinearConv");
        Graph one = quantised(10, "QLinearConv", NONE);
        one.put("wStep", Tensor.scalar(0.002f));
        assertThat(one.inQdqForm().nodes()).extracting(Node::op).doesNotContain("QLinearConv");
        Graph plain = quantised(10, "QLinearConv", NONE);
        Node conv = plain.producer("yq").orElseThrow();
        plain.replace(conv, conv.withInputs(conv.inputs().subList(0, 8)));
        assertThat(plain.inQdqForm().nodes()).extracting(Node::op).doesNotContain("QLinearConv");
    }

    @Test
    void anAnswerThatIsNotQuantisedStaysSo() {
        Graph graph = quantised(13, "QGemm", NONE.with("transB", 1));
        Node gemm = graph.producer("yq").orElseThrow();
        graph.replace(gemm, gemm.withInputs(gemm.inputs().subList(0, 7)).withOutputs(List.of("y")));
        graph.remove(
                graph.producer("y").filter(node -> node.is("DequantizeLinear")).orElseThrow());
        Graph form = graph.inQdqForm();

        assertThat(form.producer("y").map(Node::op)).hasValue("Gemm");
        FloatTensor x = image(3, 8);
        assertThat(run(form, x)).containsExactly(run(graph, x), within(1e-3f));
    }

    @Test
    void theLargestOfQuantisedNumbersIsThatOfRealOnes() {
        Graph graph = pooled();

        Graph form = graph.inQdqForm();

        assertThat(form.nodes())
                .extracting(Node::op)
                .containsExactly(
                        "QuantizeLinear",
                        "Transpose",
                        "DequantizeLinear",
                        "MaxPool",
                        "QuantizeLinear",
                        "DequantizeLinear");
        assertThat(form.producer("yq").orElseThrow().inputs()).containsExactly("yq_real", "step", "zero");
        FloatTensor x = image(2, 4, 5, 6);
        assertThat(run(form, x)).containsExactly(run(graph, x));
    }

    @Test
    void aMaximumOfOtherNumbersStaysAsItIs() {
        Graph several = pooled();
        Node pool = several.producer("yq").orElseThrow();
        several.replace(pool, pool.withOutputs(List.of("yq", "places")));
        assertThat(several.inQdqForm().nodes()).isEqualTo(several.nodes());

        Graph scaled = pooled();
        scaled.put("step", Tensor.of(0.1f, 0.2f, 0.3f, 0.4f));
        assertThat(scaled.inQdqForm().nodes()).isEqualTo(scaled.nodes());

        Graph real = pooled();
        Node quantising = real.producer("xq").orElseThrow();
        real.replace(quantising, Node.of("Relu", List.of("x"), "xq"));
        assertThat(real.inQdqForm().nodes()).isEqualTo(real.nodes());

        Graph given = pooled();
        given.reroute("xq", "x");
        assertThat(given.inQdqForm().nodes()).isEqualTo(given.nodes());
    }

    /** The maximum of quantised numbers that were laid out otherwise meanwhile. */
    private static Graph pooled() {
        Graph graph = quantised(13, "QLinearSigmoid", NONE);
        Node it = graph.producer("yq").orElseThrow();
        graph.insertBefore(it, Node.of("Transpose", List.of("xq"), "turned", NONE.withIntegers("perm", 0, 1, 3, 2)));
        graph.replace(it, Node.of("MaxPool", List.of("turned"), "yq", NONE.withIntegers("kernel_shape", 2, 2)));
        return graph;
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

    /** Signed ones of seven bits: of more, processors without VNNI cut off what two products come to. */
    private static Tensor random(ElementType type, long... shape) {
        byte[] values = new byte[(int) Tensor.elements(shape)];
        new Random(3).nextBytes(values);
        for (int i = 0; type == ElementType.INT8 && i < values.length; i++) {
            values[i] /= 2;
        }
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
