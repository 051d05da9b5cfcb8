package io.fovea.optimize;

import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes away a change of the order of axes and the next one that undoes it; two that do not undo each other become one. */
final class LayoutUndoing implements Rewrite {

    @Override
    public String done() {
        return "changes of the order of axes undone";
    }

    @Override
    public int apply(Graph graph) {
        int places = RewriteConditions.each(graph, node -> join(graph, node));
        graph.prune();
        return places;
    }

    private static boolean join(Graph graph, Node second) {
        Optional<Node> before = second.is("Transpose")
                ? graph.producer(second.input(0)).filter(node -> node.is("Transpose"))
                : Optional.empty();
        return before.isPresent() && join(graph, before.get(), second);
    }

    private static boolean join(Graph graph, Node first, Node second) {
        long[] one = first.attributes().integers("perm");
        long[] two = second.attributes().integers("perm");
        if (one.length == 0 || one.length != two.length) {
            return false;
        }
        long[] both = Arrays.stream(two).map(axis -> one[(int) axis]).toArray();
        boolean nothing = IntStream.range(0, both.length).allMatch(i -> both[i] == i);
        Node joined = second.withInputs(List.of(first.input(0)))
                .withAttributes(second.attributes().withIntegers("perm", both));
        graph.replace(second, joined);
        return !nothing || RewriteConditions.bypass(graph, joined);
    }
}
