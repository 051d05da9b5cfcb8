package io.fovea.quantize;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many of its eight bits a quantised kernel uses. Processors with AVX2 or AVX-512 but without VNNI add two products of an
 * unsigned and a signed byte in sixteen bits, and cut off without a word what exceeds these. ONNX Runtime's own tool calls
 * seven bits a reduced range.
 */
public enum KernelBits {
    /** {@code 2 * 255 * 64} does not exceed sixteen bits: the same answers on every processor, from steps twice as coarse. */
    SEVEN(64),
    /** All: right where {@link #here} says so, and on any processor that does not cut off. */
    EIGHT(127);

    private static final int CHANNELS = 4;
    private static final int FILTERS = 16;
    private static final int WHITE = 255;

    private final int largest;

    KernelBits(int largest) {
        this.largest = largest;
    }

    /** The largest whole number of a kernel; the smallest is its opposite. */
    int largest() {
        return largest;
    }

    /** All that are right on this machine, which is asked for the product of what is largest. Runs a small network. */
    public static KernelBits here() {
        Graph graph = Graph.create("products", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, CHANNELS, 4, 4)));
        float[] ones = new float[FILTERS * CHANNELS];
        Arrays.fill(ones, 1);
        graph.put("w", Tensor.of(ones, FILTERS, CHANNELS, 1, 1));
        graph.append(Node.of("Conv", List.of("x", "w"), "c", Attributes.NONE));
        graph.append(Node.of("Mul", List.of("c", graph.put("one", Tensor.of(1f))), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.UNKNOWN));
        int sum = CHANNELS * WHITE;
        new QdqWriter(
                        graph,
                        new QuantizationPlan(graph, Set.of()),
                        value -> new ValueRange(0, value.equals("x") ? WHITE : sum),
                        EIGHT)
                .write();
        float[] white = new float[CHANNELS * 4 * 4];
        Arrays.fill(white, WHITE);
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            FloatTensor answer = session.run(Map.of("x", FloatTensor.of(white, 1, CHANNELS, 4, 4)), Cancellation.NONE)
                    .get("y");
            for (float value : answer.toArray()) {
                if (value != sum) {
                    return SEVEN;
                }
            }
            return EIGHT;
        }
    }
}
