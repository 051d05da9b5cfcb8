package io.fovea.layers;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.ProbedShapes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of layers' outputs that a model does not declare, found by running it once on zeros. Free sizes are 1 for
 * the batch and {@value #FREE_SIDE} elsewhere.
 */
public final class InferredShapes {

    private static final int FREE_SIDE = 224;

    private InferredShapes() {}

    /** A copy of {@code graph} with its undeclared shapes declared; as it is where the model cannot be run. Blocks. */
    public static Graph declaredIn(Graph graph) {
        // Shapes inside a layer are nobody's question.
        List<String> unknown = NamedNodes.of(graph).stream()
                .map(NamedNodes::output)
                .filter(value -> !value.isEmpty())
                .filter(value -> graph.value(value)
                        .map(declared -> !declared.shape().known())
                        .orElse(true))
                .toList();
        if (unknown.isEmpty()) {
            return graph;
        }
        Graph copy = graph.copy();
        try {
            ProbedShapes shapes = ProbedShapes.of(graph, sizes(graph), unknown);
            for (String value : unknown) {
                shapes.of(value)
                        .ifPresent(sizes -> copy.declare(new ValueInfo(value, ElementType.FLOAT, Shape.of(sizes))));
            }
        } catch (FoveaException e) {
            return graph;
        }
        return copy;
    }

    private static Map<String, long[]> sizes(Graph graph) {
        Map<String, long[]> all = new HashMap<>();
        for (ValueInfo input : graph.inputs()) {
            long[] sizes = input.shape().sizes();
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = sizes[i] > 0 ? sizes[i] : i == 0 ? 1 : FREE_SIDE;
            }
            all.put(input.name(), sizes);
        }
        return all;
    }
}
