package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.Optional;

/**
 * How a network ends: the node that makes an output what it is, such as its softmax, seen through those behind it that
 * only carry its values.
 */
public final class NetworkEnding {

    private NetworkEnding() {}

    /** The node that computes {@code value}, through any that carry it; empty where that is an input or a constant. */
    public static Optional<Node> of(Graph graph, String value) {
        return before(graph, value, true);
    }

    /** As {@link #of}, but only through those that leave the classes in their axis. */
    public static Optional<Node> withClassesInPlace(Graph graph, String value) {
        return before(graph, value, false);
    }

    private static Optional<Node> before(Graph graph, String value, boolean moved) {
        Optional<Node> node = graph.producer(value);
        while (node.isPresent() && carries(Operators.of(node.get()), moved)) {
            node = graph.producer(node.get().input(0));
        }
        return node;
    }

    private static boolean carries(Operator operator, boolean moved) {
        return operator.carries() && (moved || !operator.has(Trait.MOVING_AXES));
    }
}
