package io.fovea.torch;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Operators;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which weights of a graph a training moves, and which of its nodes stay what they are in use. */
public interface Trainable {

    /** Every weight moves, no node is frozen. */
    Trainable ALL = initializer -> true;

    /** Whether the weight kept in this initialiser is learnt. */
    boolean moves(String initializer);

    /**
     * Whether this node runs in training as it does in use: batch normalisation with its moving averages, which then do
     * not move, dropout without dropping.
     */
    default boolean isFrozen(Node node) {
        return false;
    }

    /**
     * The initialisers of {@code graph} that can be learnt: real-valued ones of at least one axis that some operator
     * takes as weights. Moving averages, and numbers that are an operator's settings, are none.
     */
    static Set<String> weights(Graph graph) {
        Set<String> weights = new LinkedHashSet<>();
        Set<String> moving = movingAverages(graph);
        for (Node node : graph.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                String input = node.input(i);
                Tensor constant = graph.initializers().get(input);
                boolean weight = constant != null
                        && constant.type().isFloatingPoint()
                        && constant.shape().length > 0
                        && !moving.contains(input)
                        && !Operators.of(node).isSetting(i);
                if (weight) {
                    weights.add(input);
                }
            }
        }
        return weights;
    }

    /** The means and variances of batch normalisations, which move with the batches instead of being learnt. */
    static Set<String> movingAverages(Graph graph) {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (node.is("BatchNormalization")) {
                names.add(node.input(3));
                names.add(node.input(4));
            }
        }
        return names;
    }
}
