package io.fovea.anatomy;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.List;

/** Appends nodes to a graph, in the forms of its operator set. */
final class FigureNodes {
    private static final String STEM = "explained_figure";
    private static final int SUM_BY_INPUT = 13;
    private static final int REDUCED_BY_INPUT = 18;

    private final Graph graph;

    FigureNodes(Graph graph) {
        this.graph = graph;
    }

    String constant(Tensor tensor) {
        return graph.put(graph.unused(STEM + "_constant"), tensor);
    }

    String node(String op, String... inputs) {
        return node(op, Attributes.NONE, inputs);
    }

    private String node(String op, Attributes attributes, String... inputs) {
        return graph.append(Node.of(op, List.of(inputs), graph.unused(STEM), attributes))
                .output();
    }

    /** A value in single precision. */
    String real(String value, ElementType type) {
        return type == ElementType.FLOAT || type == ElementType.UNDEFINED
                ? value
                : node("Cast", Attributes.NONE.with("to", (long) ElementType.FLOAT.code()), value);
    }

    /** {@code [1, N]} of all elements. */
    String row(String value) {
        return node("Reshape", value, constant(Tensor.of(1L, -1L)));
    }

    String sum(String value, long axis) {
        return reduce("ReduceSum", SUM_BY_INPUT, value, true, axis);
    }

    String logSumExp(String value, long axis) {
        return reduce("ReduceLogSumExp", REDUCED_BY_INPUT, value, true, axis);
    }

    /** Means over axes, which are dropped. */
    String mean(String value, long... axes) {
        return reduce("ReduceMean", REDUCED_BY_INPUT, value, false, axes);
    }

    private String reduce(String op, int since, String value, boolean kept, long... axes) {
        Attributes attributes = Attributes.NONE.with("keepdims", kept ? 1L : 0L);
        return graph.opset() < since
                ? node(op, attributes.withIntegers("axes", axes), value)
                : node(op, attributes, value, constant(Tensor.of(axes)));
    }
}
