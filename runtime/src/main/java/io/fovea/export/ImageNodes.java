package io.fovea.export;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/** Appends to a graph what is done to images of sizes that are known in a run only. */
final class ImageNodes {
    private static final int TO_FLOAT = 1;
    private static final int SUM_TAKES_AXES = 13;
    private static final int OTHERS_TAKE_AXES = 18;

    /** Percentiles are counted in as many parts of the whole. */
    private static final long PERCENTILE_PARTS = 1_000_000;

    private final Graph graph;
    private final String prefix;

    /**
     * Of a graph in operator set 13 or newer.
     *
     * @param prefix of all names
     */
    ImageNodes(Graph graph, String prefix) {
        this.graph = graph;
        this.prefix = prefix;
    }

    String constant(String what, Tensor tensor) {
        return graph.put(graph.unused(prefix + what), tensor);
    }

    String scalar(String what, float value) {
        return constant(what, Tensor.scalar(value));
    }

    String node(String op, Attributes attributes, String... inputs) {
        String output = graph.unused(prefix + op.toLowerCase(java.util.Locale.ROOT));
        return graph.append(Node.of(op, List.of(inputs), output, attributes)).output();
    }

    String node(String op, String... inputs) {
        return node(op, Attributes.NONE, inputs);
    }

    String real(String value) {
        return node("Cast", Attributes.NONE.with("to", TO_FLOAT), value);
    }

    String turned(String value, long... order) {
        boolean same = LongStream.range(0, order.length).allMatch(i -> order[(int) i] == i);
        return same ? value : node("Transpose", Attributes.NONE.withIntegers("perm", order), value);
    }

    /** A value reduced along one axis, which stays, in the form that the operator set has. */
    String reduced(String op, String value, long axis) {
        boolean isInput = graph.opset() >= (op.equals("ReduceSum") ? SUM_TAKES_AXES : OTHERS_TAKE_AXES);
        Attributes keeping = Attributes.NONE.with("keepdims", 1);
        return isInput
                ? node(op, keeping, value, constant("axes", Tensor.of(axis)))
                : node(op, keeping.withIntegers("axes", axis), value);
    }

    /** The length of an axis of a value, int64 {@code []}. */
    String length(String value, long axis) {
        String sizes = node("Shape", value);
        return node("Gather", sizes, constant("axis", Tensor.scalar(axis)));
    }

    /** Values in units of one that is positive, or zero: an image of one value only is black. */
    String perUnit(String values, String unit) {
        String none = scalar("none", 0);
        String gain = node("Where", node("Greater", unit, none), node("Reciprocal", node("Max", unit, least())), none);
        return node("Mul", values, gain);
    }

    private String least() {
        return scalar("least", Float.MIN_NORMAL);
    }

    /** Which number of a sorted list a percentile is, from 1; the first at or below which so many lie. */
    String rank(String count, double percentile) {
        long share = Math.round(percentile * PERCENTILE_PARTS / 100);
        String parts = constant("parts", Tensor.scalar(PERCENTILE_PARTS));
        String rest = constant("rest", Tensor.scalar(PERCENTILE_PARTS - 1));
        String wanted = node("Add", node("Mul", count, constant("share", Tensor.scalar(share))), rest);
        return node("Max", node("Div", wanted, parts), constant("one", Tensor.scalar(1L)));
    }

    /**
     * The number at a rank, {@code []}.
     *
     * @param numbers {@code [n]}
     * @param rank from 1, int64 {@code []}
     * @param largest 1 to count from the largest, 0 from the smallest
     */
    String extreme(String numbers, String rank, long largest) {
        String some = node("Unsqueeze", rank, constant("axes", Tensor.of(0L)));
        String sorted = graph.unused(prefix + "sorted");
        String places = graph.unused(prefix + "places");
        graph.append(Node.of("TopK", List.of(numbers, some), sorted, Attributes.NONE.with("largest", largest))
                .withOutputs(List.of(sorted, places)));
        return node("Gather", sorted, constant("last", Tensor.scalar(-1L)));
    }

    /**
     * Changes the two last axes of a value to lengths, as {@link io.fovea.image.Preparation} does: by the average over
     * the area where an axis becomes shorter, linearly where it becomes longer. Each is a product with a matrix of
     * weights, made anew for each size.
     *
     * @param value {@code [..., h, w]}
     * @param height int64 {@code []}
     * @param width int64 {@code []}
     */
    String resized(String value, long rank, String height, String width) {
        String rows = weights(length(value, rank - 2), height);
        String columns = weights(length(value, rank - 1), width);
        String wide = node("MatMul", value, turned(columns, 1, 0));
        return node("MatMul", rows, wide);
    }

    /** What each of {@code to} places takes from each of {@code from}, float {@code [to, from]}; rows sum to 1. */
    private String weights(String from, String to) {
        String zero = constant("zero", Tensor.scalar(0L));
        String one = constant("one", Tensor.scalar(1L));
        String target = node("Unsqueeze", real(node("Range", zero, to, one)), constant("axes", Tensor.of(1L)));
        String source = real(node("Range", zero, from, one));
        String step = node("Div", real(from), real(to));
        return node("Where", node("Less", to, from), areas(target, source, step), slopes(target, source, step, from));
    }

    /** Of pixel {@code i}, which goes from {@code i * step} to {@code (i + 1) * step}, the share that is in each. */
    private String areas(String target, String source, String step) {
        String one = scalar("unit", 1);
        String begin = node("Mul", target, step);
        String end = node("Add", begin, step);
        String overlap = node("Sub", node("Min", end, node("Add", source, one)), node("Max", begin, source));
        return node("Div", node("Relu", overlap), step);
    }

    /** Between the centres of neighbours; beyond the outermost, those themselves. */
    private String slopes(String target, String source, String step, String from) {
        String half = scalar("half", 0.5f);
        String one = scalar("unit", 1);
        String centre = node("Sub", node("Mul", node("Add", target, half), step), half);
        String last = node("Sub", real(from), one);
        String inside = node("Min", node("Relu", centre), last);
        return node("Relu", node("Sub", one, node("Abs", node("Sub", inside, source))));
    }
}
