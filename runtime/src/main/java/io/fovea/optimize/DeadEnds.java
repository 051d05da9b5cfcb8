package io.fovea.optimize;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;

/** Takes away what changes nothing, and what nothing comes of. */
final class DeadEnds implements Rewrite {

    @Override
    public String done() {
        return "nodes without effect taken away";
    }

    @Override
    public int apply(Graph graph) {
        int before = graph.nodes().size();
        RewriteConditions.each(graph, node -> isIdle(graph, node) && RewriteConditions.bypass(graph, node));
        graph.prune();
        return before - graph.nodes().size();
    }

    private static boolean isIdle(Graph graph, Node node) {
        return node.is("Identity") || node.is("Dropout") && !trains(graph, node) && hasNoMask(graph, node);
    }

    /** In the mode that drops values, which a model may ask for by an input. */
    private static boolean trains(Graph graph, Node dropout) {
        return dropout.hasInput(2)
                && graph.constant(dropout.input(2))
                        .filter(mode -> mode.type() == ElementType.BOOL && mode.size() == 1)
                        .map(mode -> mode.toLongs()[0] != 0)
                        .orElse(true);
    }

    private static boolean hasNoMask(Graph graph, Node dropout) {
        return dropout.outputs().stream()
                .skip(1)
                .allMatch(mask ->
                        mask.isEmpty() || graph.consumers(mask).isEmpty() && !RewriteConditions.isOutput(graph, mask));
    }
}
