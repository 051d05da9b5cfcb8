package io.fovea.autodiff;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.operator.Operators;
import io.fovea.graph.operator.Trait;
import io.fovea.graph.operator.ValueFacts;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What lies between the values differentiated with respect to and the target.
 *
 * @param values those that depend on a value asked for and that the target depends on, both ends included
 * @param nodes the nodes between, in order
 * @param asked the values asked for
 */
record Path(Set<String> values, List<Node> nodes, Set<String> asked) {

    /**
     * Finds the path. Values of integers end it, but for quantised ones: their derivative is zero.
     *
     * @param held values that end it, too
     * @throws NoGradientException when the target does not depend on a value
     */
    static Path between(ValueFacts facts, Collection<String> from, String to, Predicate<String> held) {
        Path path = among(facts.graph().nodes(), facts, from, Set.of(to), held);
        for (String value : from) {
            if (!path.values().contains(value)) {
                throw new NoGradientException(
                        "'" + to + "' does not depend on '" + value
                                + "' in a way that has a derivative; choose a value nearer to it.",
                        "",
                        value,
                        "");
            }
        }
        return path;
    }

    /** Finds the path through some of a graph's nodes alone, to several values; it may lead to none of them. */
    static Path among(List<Node> some, ValueFacts facts, Collection<String> from, Collection<String> to) {
        return among(some, facts, from, to, value -> false);
    }

    private static Path among(
            List<Node> some, ValueFacts facts, Collection<String> from, Collection<String> to, Predicate<String> held) {
        Graph graph = facts.graph();
        Predicate<String> carries =
                value -> !held.test(value) && (facts.type(value).isFloatingPoint() || quantised(graph, facts, value));
        Set<String> below = new HashSet<>(from);
        for (Node node : some) {
            boolean flat = Operators.of(node).has(Trait.FLAT);
            if (!flat && node.dependencies().stream().anyMatch(below::contains)) {
                node.outputs().stream().filter(carries).forEach(below::add);
            }
        }
        Set<String> between = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(to);
        while (!open.isEmpty()) {
            String value = open.pop();
            if (below.contains(value) && between.add(value)) {
                graph.producer(value).ifPresent(node -> open.addAll(node.dependencies()));
            }
        }
        List<Node> nodes = some.stream()
                .filter(node -> node.outputs().stream().anyMatch(between::contains)
                        && node.dependencies().stream().anyMatch(between::contains))
                .toList();
        return new Path(between, nodes, Set.copyOf(from));
    }

    /** Integers of few bits stand for real numbers in quantised models. */
    private static boolean quantised(Graph graph, ValueFacts facts, String value) {
        return switch (facts.type(value)) {
            case UINT8, INT8, UINT16, INT16, UINT4, INT4, UINT2, INT2 -> true;
            // A type that does not follow is taken for real numbers, so that an operator without a rule is named.
            case UNDEFINED -> graph.producer(value).isPresent();
            default -> false;
        };
    }
}
