package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of each value before any run: its element type, its shape as far as it follows, small integers in it. */
public final class ValueFacts {
    /** Longer vectors of integers are not shapes. */
    private static final int LONGEST = 32;

    private final Graph graph;
    private final Map<String, ElementType> types = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<Dimension>> contents = new HashMap<>();

    /** What is known of the values of a graph as it is; {@link #learn} takes in what is appended later. */
    public ValueFacts(Graph graph) {
        this.graph = graph;
        graph.inputs().forEach(input -> input(input.name(), input.type(), input.shape()));
        graph.initializers().forEach(this::constant);
        graph.nodes().forEach(this::learn);
    }

    /** Takes in an input. */
    public void input(String input, ElementType type, Shape shape) {
        types.put(input, type);
        shapes.put(input, named(input, shape));
    }

    /** Takes in a node whose inputs are known. */
    public void learn(Node node) {
        Operator operator = Operators.of(node);
        for (int i = 0; i < node.outputs().size(); i++) {
            String output = node.outputs().get(i);
            if (!output.isEmpty()) {
                types.put(output, operator.type(this, node, i));
                note(output, operator.shape(this, node, i));
                graph.value(output).ifPresent(declared -> {
                    if (declared.type() != ElementType.UNDEFINED) {
                        types.put(output, declared.type());
                    }
                    note(output, declared.shape());
                });
            }
        }
        if (node.is("Constant")) {
            graph.constant(node.output()).ifPresent(tensor -> constant(node.output(), tensor));
        } else {
            List<Dimension> integers = operator.integers(this, node);
            if (!integers.isEmpty()) {
                contents.put(node.output(), integers);
            }
        }
    }

    private void constant(String value, Tensor tensor) {
        types.put(value, tensor.type());
        shapes.put(value, Shape.of(tensor.shape()));
        boolean integers = tensor.type() == ElementType.INT64
                || tensor.type() == ElementType.INT32
                || tensor.type() == ElementType.BOOL;
        if (integers && tensor.shape().length <= 1 && tensor.size() <= LONGEST) {
            // A negative number in a shape is a request, not a size; it is kept as it is.
            contents.put(
                    value,
                    Arrays.stream(tensor.toLongs())
                            .mapToObj(n -> new Dimension(n, ""))
                            .toList());
        }
    }

    /** Adds what is said of a value's shape to what is known of it. */
    public void note(String value, Shape said) {
        Shape known = shape(value);
        if (!said.known()) {
            return;
        }
        if (known.rank() != said.rank()) {
            shapes.put(value, named(value, said));
            return;
        }
        List<Dimension> merged = new ArrayList<>();
        for (int i = 0; i < said.rank(); i++) {
            Dimension old = known.dimensions().get(i);
            Dimension fresh = said.dimensions().get(i);
            merged.add(fresh.isFixed() || (!old.isFixed() && old.symbol().startsWith("?")) ? fresh : old);
        }
        shapes.put(value, named(value, Shape.of(merged)));
    }

    /** Gives free dimensions without a name one of their own. */
    private static Shape named(String value, Shape shape) {
        if (!shape.known()) {
            return shape;
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            Dimension d = shape.dimensions().get(i);
            dimensions.add(d.isFixed() || !d.symbol().isEmpty() ? d : Dimension.free("?" + value + "." + i));
        }
        return Shape.of(dimensions);
    }

    /** The graph that the values are of. */
    public Graph graph() {
        return graph;
    }

    /** The element type of {@code value}, undefined where it is not known. */
    public ElementType type(String value) {
        return types.getOrDefault(value, ElementType.UNDEFINED);
    }

    /** The shape of {@code value} as far as it is known; the symbol of a free dimension is the formula that computes it. */
    public Shape shape(String value) {
        return shapes.getOrDefault(value, Shape.UNKNOWN);
    }

    /** The rank of {@code value}, or -1. */
    public int rank(String value) {
        return shape(value).rank();
    }

    /** The dimension of {@code value} along {@code axis}. */
    public Dimension dimension(String value, int axis) {
        Shape shape = shape(value);
        return shape.known() ? shape.dimensions().get(axis) : Dims.UNKNOWN;
    }

    /** The integers in {@code value} as far as they are known, of conditions 0 and 1; empty where nothing is. */
    public List<Dimension> integers(String value) {
        return contents.getOrDefault(value, List.of());
    }

    /** The integers in {@code value}, if it is a constant. */
    public Optional<long[]> constants(String value) {
        return value.isEmpty() ? Optional.empty() : graph.constant(value).map(Tensor::toLongs);
    }
}
