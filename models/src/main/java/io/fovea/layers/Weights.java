package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Operators;
import java.util.Optional;

/**
 * The constants of a model that were learnt: its initialisers of real numbers, or, where kernels are the values of Constant
 * nodes, as PaddlePaddle writes them, those.
 */
record Weights(Graph graph, boolean inNodes) {

    static Weights of(Graph graph) {
        return new Weights(
                graph,
                graph.nodes().stream()
                        .filter(node -> Operators.of(node).weighs())
                        .flatMap(node -> node.inputs().stream().skip(1))
                        .anyMatch(input -> graph.producer(input)
                                .filter(producer -> producer.is("Constant"))
                                .isPresent()));
    }

    /** Whether a node's input is one of them. */
    boolean isOneOf(Node node, String input) {
        return graph.initializers().containsKey(input)
                ? size(input) > 0
                : inNodes && !isSetting(node, input) && size(input) > 0;
    }

    private static boolean isSetting(Node node, String input) {
        return Operators.of(node).isSetting(node.inputs().indexOf(input));
    }

    /** How many real numbers a constant holds; 0 for what is none. */
    long size(String value) {
        Optional<Tensor> constant = graph.constant(value);
        return constant.filter(tensor -> tensor.type().isFloatingPoint())
                .map(Tensor::size)
                .orElse(0L);
    }
}
