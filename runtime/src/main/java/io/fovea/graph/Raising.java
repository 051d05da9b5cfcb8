package io.fovea.graph;

import io.fovea.FoveaException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Raises a model to a newer version of ONNX's operator set: nodes whose operator changed its meaning or its form since
 * are rewritten, all others mean the same in both.
 */
final class Raising {

    /** The oldest version models are raised from: before it, broadcasting was an attribute. */
    static final int OLDEST = 7;

    /** The newest version whose changes are all in the table; the oldest all of whose forms the rewrites write. */
    static final int NEWEST = 17;

    private static final int OLDEST_TARGET = 13;

    /**
     * A change of an operator.
     *
     * @param since the version that brought it
     * @param rewrite turns a node of the old form into the new one
     */
    record Change(int since, Rewrite rewrite) {}

    /** Puts what means the same in a newer operator set in the place of a node. */
    @FunctionalInterface
    interface Rewrite {
        void apply(NodeReplacement place);
    }

    private static final Map<String, Change> CHANGES = new HashMap<>();

    static {
        CHANGES.putAll(FormerAttributes.CHANGES);
        CHANGES.putAll(FormerMeanings.CHANGES);
        CHANGES.putAll(FormerOperators.CHANGES);
    }

    private Raising() {}

    static Graph raise(Graph graph, int opset) {
        int from = graph.opset();
        if (from >= opset) {
            return graph.copy();
        }
        if (from < OLDEST || opset < OLDEST_TARGET || opset > NEWEST) {
            throw new FoveaException("Models of ONNX's operator sets from " + OLDEST + " on can be raised to one of "
                    + OLDEST_TARGET + " to " + NEWEST + "; '" + graph.name() + "' is of " + from + ", asked for was "
                    + opset + ".");
        }
        Graph raised = graph.inOpset(opset);
        for (Node node : List.copyOf(graph.nodes())) {
            if (node.attributes().holdGraphs()) {
                throw refused(node, "it holds a graph of its own");
            }
            Change change = node.domain().isEmpty() || node.domain().equals("ai.onnx") ? CHANGES.get(node.op()) : null;
            if (change != null && from < change.since() && change.since() <= opset) {
                change.rewrite().apply(new NodeReplacement(raised, node));
            }
        }
        return raised;
    }

    static FoveaException refused(Node node, String reason) {
        return new FoveaException("The operator " + node.op() + " (node '" + node.name()
                + "') cannot be raised to a newer operator set: " + reason + ".");
    }
}
