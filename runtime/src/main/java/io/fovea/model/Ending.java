package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.Optional;
import java.util.Set;

/**
 * How a network ends: the node that makes an output what it is, such as its softmax, seen through those behind it that
 * only carry its values.
 */
public final class Ending {

    /** Operators that move or copy values and leave the classes in the axis where they are. */
    private static final Set<String> COPIERS = Set.of("Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Dropout");

    /** Operators that may put the classes into another axis. */
    private static final Set<String> MOVERS = Set.of("Unsqueeze", "Transpose");

    private Ending() {}

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
        while (node.isPresent()
                && (COPIERS.contains(node.get().op())
                        || moved && MOVERS.contains(node.get().op()))) {
            node = graph.producer(node.get().input(0));
        }
        return node;
    }
}
