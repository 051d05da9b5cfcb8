package io.fovea.layers;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Operators;
import io.fovea.session.ProbedShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The shapes of layers' outputs that a model does not declare, found by running it on zeros. Free sizes of its inputs are
 * 1 for the batch and {@value #FREE_SIDE} elsewhere; what comes of those is no fixed size but a free one called
 * {@code ~112}, and what comes of the batch bears the batch's name. Other sizes are tried to tell them apart.
 */
public final class InferredShapes {

    static final int FREE_SIDE = 224;

    private static final int OTHER_SIDE = 256;
    private static final String PROBED = "~";
    /** Numbers that an input may have for a trial: 256 MB of them, far above any image that is only to tell shapes. */
    private static final double MOST_NUMBERS = 1 << 26;

    private final Graph graph;
    private final List<String> unknown;

    private InferredShapes(Graph graph, List<String> unknown) {
        this.graph = graph;
        this.unknown = unknown;
    }

    /**
     * A copy of {@code graph} with its undeclared shapes declared, see {@link #isProbed}; as it is where the model cannot
     * be run, or only on an input too large for a trial. Blocks.
     */
    public static Graph declaredIn(Graph graph) {
        // Shapes inside a layer are nobody's question.
        List<String> unknown = NamedNodes.of(graph).stream()
                .map(NamedNodes::output)
                .filter(value -> !value.isEmpty())
                .filter(value -> graph.value(value)
                        .map(declared -> !declared.shape().known())
                        .orElse(true))
                .toList();
        return unknown.isEmpty() ? graph : new InferredShapes(graph, unknown).declared();
    }

    /** Whether a size was found by trying one size of the input, and is another for others. */
    static boolean isProbed(Dimension size) {
        return size.symbol().startsWith(PROBED);
    }

    private Graph declared() {
        Optional<ProbedShapes> shapes = probe(1, FREE_SIDE);
        if (shapes.isEmpty()) {
            return graph;
        }
        Optional<ProbedShapes> wider = hasFree(i -> i > 0) ? probe(1, OTHER_SIDE) : shapes;
        Optional<ProbedShapes> more = hasFree(i -> i == 0) ? probe(2, FREE_SIDE) : shapes;
        Graph copy = graph.copy();
        for (String value : unknown) {
            shapes.get().of(value).ifPresent(sizes -> {
                Shape shape = shape(sizes, of(wider, value, sizes), of(more, value, sizes));
                copy.redeclare(new ValueInfo(value, ElementType.FLOAT, shape));
            });
        }
        return copy;
    }

    /** A value's sizes under other inputs; empty where the model does not take those. */
    private static Optional<long[]> of(Optional<ProbedShapes> shapes, String value, long[] sizes) {
        return shapes.flatMap(found -> found.of(value)).filter(others -> others.length == sizes.length);
    }

    private Shape shape(long[] sizes, Optional<long[]> wider, Optional<long[]> more) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            int at = i;
            boolean batch = more.map(others -> others[at] != sizes[at]).orElse(false);
            // Where the model takes no other size, nothing tells what hangs on this one.
            boolean side = wider.map(others -> others[at] != sizes[at]).orElse(at > 0);
            dimensions.add(
                    batch
                            ? Dimension.free(batchName())
                            : side ? Dimension.free(PROBED + sizes[i]) : Dimension.fixed(sizes[i]));
        }
        return Shape.of(dimensions);
    }

    private String batchName() {
        return graph.inputs().stream()
                .filter(input -> input.shape().rank() > 0)
                .map(input -> input.shape().dimensions().get(0))
                .filter(size -> !size.isFixed())
                .map(Dimension::symbol)
                .findFirst()
                .orElse("");
    }

    private boolean hasFree(IntPredicate where) {
        return graph.inputs().stream()
                .map(input -> input.shape().sizes())
                .anyMatch(sizes -> IntStream.range(0, sizes.length).anyMatch(i -> where.test(i) && sizes[i] <= 0));
    }

    /** Whether an operator takes an input for a setting, such as the sizes to come: of those zeros are no trial. */
    private boolean isSetting(String input) {
        return graph.consumers(input).stream().anyMatch(node -> IntStream.range(
                        0, node.inputs().size())
                .anyMatch(i -> node.input(i).equals(input) && Operators.of(node).isSetting(i)));
    }

    private Optional<ProbedShapes> probe(int batch, int side) {
        Map<String, long[]> all = new HashMap<>();
        for (ValueInfo input : graph.inputs()) {
            // ONNX Runtime ends the process where a quantised convolution meets a single number, or Resize too many
            // scales.
            if (!input.shape().known() || isSetting(input.name())) {
                return Optional.empty();
            }
            long[] sizes = input.shape().sizes();
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = sizes[i] > 0 ? sizes[i] : i == 0 ? batch : side;
            }
            if (LongStream.of(sizes).asDoubleStream().reduce(1, (a, b) -> a * b) > MOST_NUMBERS) {
                return Optional.empty();
            }
            all.put(input.name(), sizes);
        }
        try {
            return Optional.of(ProbedShapes.of(graph, all, unknown));
        } catch (FoveaException e) {
            return Optional.empty();
        }
    }
}
