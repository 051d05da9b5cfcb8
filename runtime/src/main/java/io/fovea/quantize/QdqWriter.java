package io.fovea.quantize;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a plan into a graph in the form that ONNX Runtime calls QDQ: QuantizeLinear and DequantizeLinear around what works
 * on whole numbers. Values are unsigned with a zero point, kernels signed and symmetric with steps for each output channel
 * (Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference", 2018).
 */
final class QdqWriter {
    /**
     * Of seven bits and not eight. Processors with AVX2 or AVX-512 but without VNNI add two products of an unsigned and a signed byte in
     * sixteen bits, and what exceeds these is cut off without a word: {@code 2 * 255 * 64} does not.
     */
    private static final int LARGEST = 64;

    private final Graph graph;
    private final QuantizationPlan plan;
    private final Function<String, ValueRange> ranges;

    QdqWriter(Graph graph, QuantizationPlan plan, Function<String, ValueRange> ranges) {
        this.graph = graph;
        this.plan = plan;
        this.ranges = ranges;
    }

    /** Writes it. */
    void write() {
        for (Node kernel : plan.kernels()) {
            quantiseKernel(kernel);
        }
        for (String value : plan.values()) {
            quantiseValue(value);
        }
        graph.prune();
    }

    /** Puts the pair behind a value; whoever needs it takes what comes out. */
    private void quantiseValue(String value) {
        ValueRange range = ranges.apply(plan.source(value));
        String step = graph.put(graph.unused(value + "_step"), Tensor.scalar(range.step()));
        String zero = graph.put(graph.unused(value + "_zero"), unsigned(range.zero()));
        List<Node> consumers = List.copyOf(graph.consumers(value));
        if (consumers.isEmpty()) {
            return;
        }
        String whole = graph.unused(value + "_quantized");
        String real = graph.unused(value + "_dequantized");
        Node first = graph.insertBefore(
                consumers.get(0), Node.of("QuantizeLinear", List.of(value, step, zero), whole, Attributes.NONE));
        graph.insertBefore(
                consumers.get(0), Node.of("DequantizeLinear", List.of(whole, step, zero), real, Attributes.NONE));
        graph.reroute(value, real);
        for (Node asking : List.copyOf(graph.consumers(real))) {
            // Sizes are those of the whole numbers, which need not be made real for that.
            if (asking.is("Shape")) {
                graph.replace(asking, asking.withInputs(List.of(whole)));
            }
        }
        // The reroute has taken the first of the pair along.
        graph.producer(whole).ifPresent(node -> graph.replace(node, first));
    }

    private void quantiseKernel(Node kernel) {
        Tensor weights = graph.constant(kernel.input(1)).orElseThrow();
        int axis = channelAxis(kernel, weights.shape());
        float[] values = weights.toFloats();
        int channels = (int) weights.shape()[axis];
        int inner = 1;
        for (int i = axis + 1; i < weights.shape().length; i++) {
            inner *= (int) weights.shape()[i];
        }
        float[] steps = new float[channels];
        for (int i = 0; i < values.length; i++) {
            int channel = i / inner % channels;
            steps[channel] = Math.max(steps[channel], Math.abs(values[i]) / LARGEST);
        }
        ByteBuffer whole = little(values.length);
        for (int i = 0; i < values.length; i++) {
            float step = steps[i / inner % channels];
            whole.put(i, (byte) (step > 0 ? Math.round(values[i] / step) : 0));
        }
        fillIn(steps);
        List<String> inputs = new ArrayList<>(kernel.inputs());
        Tensor signed = Tensor.ofBytes(ElementType.INT8, weights.shape(), whole);
        inputs.set(1, dequantised(kernel, kernel.input(1), signed, steps, ElementType.INT8, axis));
        if (kernel.hasInput(2)) {
            inputs.set(2, bias(kernel, steps));
        }
        Node now = graph.producer(kernel.output()).orElseThrow();
        graph.replace(now, now.withInputs(inputs));
    }

    /** A channel of zeros has no steps of its own, and its bias takes those of the finest other. */
    private static void fillIn(float[] steps) {
        float finest = Float.POSITIVE_INFINITY;
        for (float step : steps) {
            finest = step > 0 ? Math.min(finest, step) : finest;
        }
        for (int c = 0; c < steps.length; c++) {
            steps[c] = steps[c] > 0 ? steps[c] : Float.isInfinite(finest) ? 1 : finest;
        }
    }

    /** In whole numbers of 32 bits, whose steps are those of value times kernel. */
    private String bias(Node kernel, float[] steps) {
        float[] bias = graph.constant(kernel.input(2)).orElseThrow().toFloats();
        float value = ranges.apply(plan.source(kernel.input(0))).step();
        float[] products = new float[steps.length];
        ByteBuffer whole = little(4 * bias.length);
        for (int c = 0; c < bias.length; c++) {
            products[c] = steps[c] * value;
            whole.putInt(4 * c, (int) Math.rint((double) bias[c] / products[c]));
        }
        Tensor integers = Tensor.ofBytes(ElementType.INT32, new long[] {bias.length}, whole);
        return dequantised(kernel, kernel.input(2), integers, products, ElementType.INT32, 0);
    }

    private String dequantised(Node kernel, String name, Tensor whole, float[] steps, ElementType type, int axis) {
        String numbers = graph.put(graph.unused(name + "_quantized"), whole);
        String step = graph.put(graph.unused(name + "_step"), Tensor.of(steps));
        int bytes = type == ElementType.INT8 ? 1 : 4;
        Tensor zeros = Tensor.ofBytes(type, new long[] {steps.length}, little(bytes * steps.length));
        String zero = graph.put(graph.unused(name + "_zero"), zeros);
        String real = graph.unused(name + "_dequantized");
        graph.insertBefore(
                graph.producer(kernel.output()).orElseThrow(),
                Node.of("DequantizeLinear", List.of(numbers, step, zero), real, Attributes.NONE.with("axis", axis)));
        return real;
    }

    private static int channelAxis(Node kernel, long[] shape) {
        if (kernel.is("Conv")) {
            return 0;
        }
        boolean turned = kernel.is("Gemm") && kernel.attributes().integer("transB", 0) != 0;
        return turned ? 0 : shape.length - 1;
    }

    private static Tensor unsigned(int value) {
        return Tensor.ofBytes(ElementType.UINT8, new long[0], little(1).put(0, (byte) value));
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
