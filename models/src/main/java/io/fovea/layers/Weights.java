package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.Optional;
import java.util.Set;

/**
 * The constants of a model that were learnt: its initialisers of real numbers, or, where kernels are the values of Constant
 * nodes, as PaddlePaddle writes them, those.
 */
record Weights(Graph graph, boolean inNodes) {
    private static final Set<String> WITH_KERNELS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

    /** Operators whose real numbers are settings. */
    private static final Set<String> WITH_SETTINGS = Set.of("Resize", "Upsample", "Pad", "Clip");

    static Weights of(Graph graph) {
        return new Weights(
                graph,
                graph.nodes().stream()
                        .filter(node -> WITH_KERNELS.contains(node.op()))
                        .flatMap(node -> node.inputs().stream().skip(1))
                        .anyMatch(input -> graph.producer(input)
                                .filter(producer -> producer.is("Constant"))
                                .isPresent()));
    }

    /** Whether a node's input is one of them. */
    boolean isOneOf(Node node, String input) {
        return graph.initializers().containsKey(input)
                ? size(input) > 0
                : inNodes && !WITH_SETTINGS.contains(node.op()) && size(input) > 0;
    }

    /** How many real numbers a constant holds; 0 for what is none. */
    long size(String value) {
        Optional<Tensor> constant = graph.constant(value);
        return constant.filter(tensor -> tensor.type().isFloatingPoint())
                .map(Tensor::size)
                .orElse(0L);
    }
}
