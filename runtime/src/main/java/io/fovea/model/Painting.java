package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.Optional;

/** Tells outputs that are images, as in style transfer, from scores: they end in a hyperbolic tangent. */
final class Painting {
    private Painting() {}

    static boolean isIn(Graph graph, String output) {
        Optional<Node> end = Ending.of(graph, output);
        while (end.isPresent() && scales(end.get())) {
            end = Ending.of(graph, end.get().input(0));
        }
        return end.isPresent() && end.get().is("Tanh");
    }

    /** Whether values are shifted and scaled, as from -1..1 to 0..255. */
    private static boolean scales(Node node) {
        Operator operator = Operators.of(node);
        return operator.is(Family.ARITHMETIC) && operator.has(Trait.LINEAR) || node.is("Clip");
    }
}
