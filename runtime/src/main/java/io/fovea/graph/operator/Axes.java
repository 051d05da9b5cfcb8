package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The axes that operators name, in attributes or constant inputs, and what becomes of a shape without them or with more. */
public final class Axes {

    private Axes() {}

    /** The axes of a Squeeze, Unsqueeze or reduction, from its attribute or constant input; empty where none are known. */
    public static Optional<long[]> of(ValueFacts facts, Node node) {
        return node.attributes().has("axes")
                ? Optional.of(node.attributes().integers("axes"))
                : facts.constants(node.input(1));
    }

    /** An axis counted from the front, if it is counted from the end. */
    static int fromFront(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("There is no axis " + axis + " of " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Whether an axis, counted from the front, is among some of either kind. */
    static boolean contain(long[] axes, int axis, int rank) {
        return Arrays.stream(axes).anyMatch(a -> a == axis || a + rank == axis);
    }

    /** The axes of a Transpose. */
    public static long[] permutation(Node transpose, int rank) {
        long[] backwards = new long[rank];
        Arrays.setAll(backwards, i -> rank - 1 - i);
        return transpose.attributes().integers("perm", backwards);
    }

    /** A shape without some axes. */
    static Shape without(Shape x, long[] axes) {
        return Shape.of(IntStream.range(0, x.rank())
                .filter(i -> !contain(axes, i, x.rank()))
                .mapToObj(x.dimensions()::get)
                .toList());
    }

    /** A shape with axes of one element put between its own. */
    static Shape with(Shape x, long[] axes) {
        int rank = x.rank() + axes.length;
        List<Dimension> dimensions = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dimensions.add(
                    contain(axes, i, rank) ? Dimension.fixed(1) : x.dimensions().get(next++));
        }
        return Shape.of(dimensions);
    }

    /** Where the axes that stay were, for {@link Reaches#arranged}. */
    static int[] kept(long[] axes, int rank) {
        return IntStream.range(0, rank).filter(i -> !contain(axes, i, rank)).toArray();
    }

    /** Where the axes were before others came between, for {@link Reaches#arranged}. */
    static int[] spread(long[] axes, int rank) {
        int all = rank + axes.length;
        int[] from = new int[all];
        int next = 0;
        for (int i = 0; i < all; i++) {
            from[i] = contain(axes, i, all) ? -1 : next++;
        }
        return from;
    }
}
