package io.fovea.layers;

import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import java.util.Optional;

/**
 * The constants of a model that were learnt: its initialisers of real numbers, or in a model that has none, as PaddlePaddle
 * writes them, the values of its Constant nodes.
 */
record Weights(Graph graph, boolean inNodes) {

    static Weights of(Graph graph) {
        return new Weights(graph, graph.initializers().values().stream().noneMatch(tensor -> tensor.type()
                .isFloatingPoint()));
    }

    /** How many numbers a value holds, if it is one of them; 0 otherwise. */
    long size(String value) {
        Optional<Tensor> constant = inNodes
                ? graph.constant(value)
                : Optional.ofNullable(graph.initializers().get(value));
        return constant.filter(tensor -> tensor.type().isFloatingPoint())
                .map(Tensor::size)
                .orElse(0L);
    }
}
