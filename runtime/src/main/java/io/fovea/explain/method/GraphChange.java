package io.fovea.explain.method;

import io.fovea.graph.Graph;
import java.util.Map;

/** What a technique does to a model's graph, before or after it is differentiated. */
@FunctionalInterface
interface GraphChange {
    /** Leaves the graph as it is. */
    GraphChange NONE = (graph, gradients) -> Map.of();

    /**
     * Changes the graph in place. Before it is differentiated it is of operator set 13 or newer and of single precision;
     * afterwards, of the model's. The image, the scores and what the plan names keep their names.
     *
     * @param gradients the outputs with the gradients, by the value that each is with respect to; none before the graph
     *     is differentiated
     * @return the names of the inputs and outputs that were added, each by a role under which the technique feeds or
     *     finds it
     */
    Map<String, String> onto(Graph graph, Map<String, String> gradients);
}
