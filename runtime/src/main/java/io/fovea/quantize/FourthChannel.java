package io.fovea.quantize;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.ValueFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a convolution of an image, which has three channels, a fourth one of zeros: kernels for whole numbers multiply four
 * at a time, and ONNX Runtime takes a slow way round for other numbers of channels.
 */
final class FourthChannel {
    private static final int THREE = 3;
    private static final int FOUR = 4;

    private FourthChannel() {}

    /** Does it for every convolution of three channels that works on real numbers. */
    static void write(Graph graph) {
        ValueFacts facts = new ValueFacts(graph);
        for (Node node : List.copyOf(graph.nodes())) {
            boolean plain = node.is("Conv")
                    && node.attributes().integer("group", 1) == 1
                    && QuantizationPlan.isReal(graph, node.input(1))
                    && facts.rank(node.input(0)) == 4
                    && facts.type(node.input(0)) == ElementType.FLOAT;
            if (plain && graph.constant(node.input(1)).orElseThrow().shape()[1] == THREE) {
                widen(graph, node);
            }
        }
    }

    private static void widen(Graph graph, Node conv) {
        Tensor kernels = graph.constant(conv.input(1)).orElseThrow();
        long[] shape = kernels.shape();
        float[] from = kernels.toFloats();
        int area = (int) (shape[2] * shape[3]);
        float[] to = new float[(int) shape[0] * FOUR * area];
        for (int o = 0; o < shape[0]; o++) {
            System.arraycopy(from, o * THREE * area, to, o * FOUR * area, THREE * area);
        }
        String stem = conv.output();
        String wide = graph.put(graph.unused(stem + "_kernels"), Tensor.of(to, shape[0], FOUR, shape[2], shape[3]));
        String pads = graph.put(graph.unused(stem + "_pads"), Tensor.of(0L, 0, 0, 0, 0, 1, 0, 0));
        String padded = graph.unused(stem + "_image");
        graph.insertBefore(conv, Node.of("Pad", List.of(conv.input(0), pads), padded, Attributes.NONE));
        List<String> inputs = new ArrayList<>(conv.inputs());
        inputs.set(0, padded);
        inputs.set(1, wide);
        graph.replace(graph.producer(conv.output()).orElseThrow(), conv.withInputs(inputs));
    }
}
