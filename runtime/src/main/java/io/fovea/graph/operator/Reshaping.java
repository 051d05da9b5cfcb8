package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Shapes of the outputs of operators that rearrange, add or drop axes. */
public final class Reshaping {

    private Reshaping() {}

    /** The axes of a Squeeze, Unsqueeze or reduction, from its attribute or constant input; null where none are known. */
    public static long[] axes(ValueFacts facts, Node node) {
        if (node.attributes().has("axes")) {
            return node.attributes().integers("axes");
        }
        return facts.constants(node.input(1)).orElse(null);
    }

    static Shape reshaped(Shape x, List<Dimension> target, Shape targetShape) {
        if (target.isEmpty()) {
            boolean counted = targetShape.rank() == 1 && targetShape.sizes()[0] >= 0;
            return counted ? Shape.ofRank((int) targetShape.sizes()[0]) : Shape.UNKNOWN;
        }
        List<Dimension> dimensions = new ArrayList<>();
        int open = -1;
        long product = 1;
        for (int i = 0; i < target.size(); i++) {
            Dimension d = target.get(i);
            if (d.isFixed() && d.size() == 0) {
                d = i < x.rank() ? x.dimensions().get(i) : Dims.UNKNOWN;
            }
            if (d.isFixed()) {
                product *= d.size();
            } else {
                open = open == -1 && d.symbol().isEmpty() ? i : -2;
            }
            dimensions.add(d);
        }
        long elements = Arrays.stream(x.sizes()).reduce(1, (a, b) -> a * b);
        if (open >= 0 && x.isFixed() && product > 0) {
            dimensions.set(open, Dimension.fixed(elements / product));
        }
        return Shape.of(dimensions);
    }

    static Shape squeezed(Shape x, long[] axes) {
        if (axes == null) {
            boolean all = x.isFixed();
            return all
                    ? Shape.of(
                            Arrays.stream(x.sizes()).filter(size -> size != 1).toArray())
                    : Shape.UNKNOWN;
        }
        return without(x, axes);
    }

    private static Shape without(Shape x, long[] axes) {
        List<Dimension> kept = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (!contains(axes, i, x.rank())) {
                kept.add(x.dimensions().get(i));
            }
        }
        return Shape.of(kept);
    }

    private static boolean contains(long[] axes, int axis, int rank) {
        return Arrays.stream(axes).anyMatch(a -> a == axis || a + rank == axis);
    }

    static Shape unsqueezed(Shape x, long[] axes) {
        if (axes == null) {
            return Shape.UNKNOWN;
        }
        int rank = x.rank() + axes.length;
        List<Dimension> dimensions = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dimensions.add(
                    contains(axes, i, rank)
                            ? Dimension.fixed(1)
                            : x.dimensions().get(next++));
        }
        return Shape.of(dimensions);
    }

    static Shape reduced(Shape x, long[] axes, boolean keep, boolean noop, boolean computed) {
        if (axes == null && computed) {
            return keep ? Shape.ofRank(x.rank()) : Shape.UNKNOWN;
        }
        boolean none = axes == null || axes.length == 0;
        if (none && noop) {
            return x;
        }
        if (!keep) {
            return none ? Shape.of() : without(x, axes);
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < x.rank(); i++) {
            if (none || contains(axes, i, x.rank())) {
                dimensions.set(i, Dimension.fixed(1));
            }
        }
        return Shape.of(dimensions);
    }

    static Shape concatenated(ValueFacts facts, Node node, Shape x) {
        int axis = Math.floorMod((int) node.attributes().integer("axis", 1), Math.max(1, x.rank()));
        long sum = 0;
        for (String input : node.inputs()) {
            Shape part = facts.shape(input);
            if (!part.known()) {
                return Shape.ofRank(x.rank());
            }
            Dimension d = part.dimensions().get(axis);
            sum = d.isFixed() && sum >= 0 ? sum + d.size() : -1;
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(axis, sum < 0 ? Dims.UNKNOWN : Dimension.fixed(sum));
        return Shape.of(dimensions);
    }

    static Shape sliced(ValueFacts facts, Node node, Shape x) {
        Optional<Slicing> slicing = Slicing.of(facts, node);
        if (slicing.isEmpty()) {
            return Shape.ofRank(x.rank());
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < slicing.get().axes().length; i++) {
            int axis = Math.floorMod((int) slicing.get().axes()[i], x.rank());
            Dimension d = dimensions.get(axis);
            boolean fixed = d.isFixed() && slicing.get().steps()[i] == 1;
            dimensions.set(
                    axis,
                    fixed
                            ? Dimension.fixed(slicing.get().end(i, d.size())
                                    - slicing.get().begin(i, d.size()))
                            : Dims.UNKNOWN);
        }
        return Shape.of(dimensions);
    }

    /** The pads of a Pad node where they are known and go by all axes. */
    public static Optional<long[]> pads(ValueFacts facts, Node node) {
        if (node.attributes().has("pads")) {
            return Optional.of(node.attributes().integers("pads"));
        }
        return node.hasInput(3) ? Optional.empty() : facts.constants(node.input(1));
    }

    static Shape resized(ValueFacts facts, Node node, Shape x) {
        float[] scales = node.attributes().reals("scales");
        int last = node.inputs().size() == 2 ? 1 : 2;
        if (scales.length == 0 && !node.hasInput(3) && node.hasInput(last)) {
            scales = facts.graph()
                    .constant(node.input(last))
                    .map(Tensor::toFloats)
                    .orElse(scales);
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            Dimension d = x.dimensions().get(i);
            boolean scaled = scales.length == x.rank() && (d.isFixed() || scales[i] == 1);
            dimensions.add(
                    !scaled
                            ? Dims.UNKNOWN
                            : scales[i] == 1 ? d : Dimension.fixed((long) Math.floor(d.size() * scales[i])));
        }
        return Shape.of(dimensions);
    }

    /** The shape of an image {@code [N, C, H, W]} less {@code border}: left, top, right, bottom. */
    static Shape cropped(Shape x, long[] border) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(2, Dims.plus(dimensions.get(2), -border[1] - border[3]));
        dimensions.set(3, Dims.plus(dimensions.get(3), -border[0] - border[2]));
        return Shape.of(dimensions);
    }

    static Shape padded(ValueFacts facts, Node node, Shape x) {
        Optional<long[]> pads = pads(facts, node);
        if (pads.isEmpty()) {
            return Shape.ofRank(x.rank());
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            dimensions.add(Dims.plus(x.dimensions().get(i), pads.get()[i] + pads.get()[i + x.rank()]));
        }
        return Shape.of(dimensions);
    }

    /** The axes of a Transpose. */
    public static long[] permutation(Node transpose, int rank) {
        long[] backwards = new long[rank];
        Arrays.setAll(backwards, i -> rank - 1 - i);
        return transpose.attributes().integers("perm", backwards);
    }
}
