package io.fovea.explore;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Family;
import io.fovea.graph.operator.Operator;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What values would be without the activation functions right before them. Behind a rectifier that is silent there is no
 * gradient to climb, and a concatenation or a pooling of such has none either.
 */
final class PreActivations {
    private final Graph graph;
    private final boolean throughAll;
    private final Map<String, String> made = new HashMap<>();

    private PreActivations(Graph graph, boolean throughAll) {
        this.graph = graph;
        this.throughAll = throughAll;
    }

    /** The value without them; nodes that compute it are added to the graph where there are none. */
    static String of(Graph graph, String value) {
        return new PreActivations(graph, false).of(value);
    }

    /** The value without the nearest activation functions on each way to it, whatever lies between. */
    static String nearest(Graph graph, String value) {
        return new PreActivations(graph, true).of(value);
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
        Operator operator = Operators.of(node);
        if (operator.is(Family.ACTIVATION)) {
            return throughAll ? node.input(0) : of(node.input(0));
        }
        if (!throughAll && !gathers(operator) || node.outputs().size() > 1) {
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

    /** Whether an operator only gathers, carries or condenses what it is given. */
    private static boolean gathers(Operator operator) {
        return operator.has(Trait.JOINING) || operator.is(Family.POOLING) || operator.carries();
    }
}
