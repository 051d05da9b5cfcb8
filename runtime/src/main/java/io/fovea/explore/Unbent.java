package io.fovea.explore;

import io.fovea.anatomy.ModelLayers;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What values would be without the activation functions right before them. Behind a rectifier that is silent there is no
 * gradient to climb, and a concatenation or a pooling of such has none either.
 */
final class Unbent {
    /** Operators that only gather, carry or condense what they are given, all of their inputs alike. */
    private static final Set<String> GATHERING = Set.of(
            "Concat",
            "MaxPool",
            "AveragePool",
            "LpPool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "Identity",
            "Cast",
            "Transpose");

    private final Graph graph;
    private final Map<String, String> made = new HashMap<>();

    private Unbent(Graph graph) {
        this.graph = graph;
    }

    /** The value without them; nodes that compute it are added to the graph where there are none. */
    static String of(Graph graph, String value) {
        return new Unbent(graph).of(value);
    }

    private String of(String value) {
        String known = made.get(value);
        if (known == null) {
            known = graph.producer(value).map(node -> of(node, value)).orElse(value);
            made.put(value, known);
        }
        return known;
    }

    private String of(Node node, String value) {
        if (ModelLayers.BENDING.contains(node.op())) {
            return of(node.input(0));
        }
        if (!GATHERING.contains(node.op()) || node.outputs().size() > 1) {
            return value;
        }
        List<String> before = new ArrayList<>();
        node.inputs().forEach(input -> before.add(of(input)));
        if (before.equals(node.inputs())) {
            return value;
        }
        String output = graph.unused(value + "/before_activation");
        graph.append(new Node(output, node.domain(), node.op(), before, List.of(output), node.attributes()));
        return output;
    }
}
