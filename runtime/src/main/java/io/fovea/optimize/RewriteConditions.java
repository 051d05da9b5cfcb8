package io.fovea.optimize;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What rewrites ask of a place in a graph. */
final class RewriteConditions {
    private RewriteConditions() {}

    /** Tries every node, as it is when its turn comes; in how many places something was done. */
    static int each(Graph graph, Predicate<Node> rewrite) {
        int places = 0;
        for (Node known : List.copyOf(graph.nodes())) {
            Optional<Node> node = known.outputs().stream()
                    .filter(output -> !output.isEmpty())
                    .findFirst()
                    .flatMap(graph::producer);
            places += node.isPresent() && rewrite.test(node.get()) ? 1 : 0;
        }
        return places;
    }

    /** The only node that needs a value, if it is an operator of that name and nobody outside sees the value. */
    static Optional<Node> onlyConsumer(Graph graph, String value, String op) {
        List<Node> consumers = graph.consumers(value);
        return consumers.size() == 1 && consumers.get(0).is(op) && !isOutput(graph, value)
                ? Optional.of(consumers.get(0))
                : Optional.empty();
    }

    /** Whether a value is one of the graph's answers. */
    static boolean isOutput(Graph graph, String value) {
        return graph.outputs().stream().anyMatch(output -> output.name().equals(value));
    }

    /** The numbers of a constant of real numbers in single precision. */
    static Optional<float[]> floats(Graph graph, Node node, int input) {
        return node.hasInput(input)
                ? graph.constant(node.input(input))
                        .filter(tensor -> tensor.type() == ElementType.FLOAT)
                        .map(Tensor::toFloats)
                : Optional.empty();
    }

    /** Whether a node has a graph of its own, which may refer to values by their names. */
    static boolean holdsGraphs(Node node) {
        return node.dependencies().size()
                > node.inputs().stream().filter(input -> !input.isEmpty()).count();
    }

    /** Takes a node away whose answer is its first input: whoever needs the one is given the other. */
    static boolean bypass(Graph graph, Node node) {
        String output = node.output();
        String input = node.input(0);
        if (isOutput(graph, output) || graph.consumers(output).stream().anyMatch(RewriteConditions::holdsGraphs)) {
            return false;
        }
        graph.remove(node);
        graph.reroute(output, input);
        return true;
    }
}
