package io.fovea.graph.operator;

import static io.fovea.graph.operator.Trait.AVERAGING;
import static io.fovea.graph.operator.Trait.LINEAR;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sums and the like along axes. */
final class ReductionFacts {

    private static final Operator OVER_AXES = Operator.of(Family.REDUCTION)
            .by(Dependence.REDUCED)
            .settings(1)
            .shaped(ReductionFacts::reduced)
            .reaching(ReductionFacts::reducing);

    private static final Operator PLACE = Operator.of(Family.REDUCTION)
            .by(Dependence.REDUCED)
            .with(Trait.FLAT)
            .typed(TypeRule.always(ElementType.INT64))
            .shaped((facts, node, x) -> reduced(x, new long[] {axis(node)}, keepsAxes(node)))
            .reaching(at -> reducing(at.only(0), new long[] {axis(at.node())}, keepsAxes(at.node())));

    static final List<Operator> TABLE = List.of(
            OVER_AXES.named("ReduceSum").with(LINEAR),
            OVER_AXES.named("ReduceMean").with(AVERAGING, LINEAR),
            OVER_AXES.named("ReduceMax"),
            OVER_AXES.named("ReduceMin"),
            OVER_AXES.named("ReduceProd"),
            OVER_AXES.named("ReduceL1"),
            OVER_AXES.named("ReduceL2"),
            OVER_AXES.named("ReduceLogSum"),
            OVER_AXES.named("ReduceLogSumExp"),
            OVER_AXES.named("ReduceSumSquare"),
            PLACE.named("ArgMax"),
            PLACE.named("ArgMin"),
            Operator.of(Family.REDUCTION)
                    .named("CumSum")
                    .by(Dependence.AXES)
                    .settings(1)
                    .shaped(ShapeRule.LIKE)
                    .reaching(ReductionFacts::running));

    private ReductionFacts() {}

    private static boolean keepsAxes(Node node) {
        return node.attributes().integer("keepdims", 1) == 1;
    }

    private static long axis(Node node) {
        return node.attributes().integer("axis", 0);
    }

    /** The axes that a node reduces of a rank; empty where they are found at run time only. */
    private static Optional<long[]> axes(ValueFacts facts, Node node, int rank) {
        Optional<long[]> named = Axes.of(facts, node);
        if (named.isPresent() && named.get().length > 0 || named.isEmpty() && node.hasInput(1)) {
            return named;
        }
        boolean none = node.attributes().integer("noop_with_empty_axes", 0) == 1;
        return Optional.of(IntStream.range(0, none ? 0 : rank).asLongStream().toArray());
    }

    private static Shape reduced(ValueFacts facts, Node node, Shape x) {
        Optional<long[]> axes = axes(facts, node, x.rank());
        if (axes.isEmpty()) {
            return keepsAxes(node) ? Shape.ofRank(x.rank()) : Shape.UNKNOWN;
        }
        return reduced(x, axes.get(), keepsAxes(node));
    }

    private static Shape reduced(Shape x, long[] axes, boolean keep) {
        if (!keep) {
            return Axes.without(x, axes);
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < x.rank(); i++) {
            if (Axes.contain(axes, i, x.rank())) {
                dimensions.set(i, Dimension.fixed(1));
            }
        }
        return Shape.of(dimensions);
    }

    private static Reaches reducing(NodeReach at) {
        Reaches x = at.only(0);
        return axes(at.facts(), at.node(), x.rank())
                .map(axes -> reducing(x, axes, keepsAxes(at.node())))
                .orElse(Reaches.WHOLE);
    }

    private static Reaches reducing(Reaches x, long[] axes, boolean keep) {
        int rank = x.rank();
        Reaches apart = x.unlessAlong(IntStream.range(0, rank).filter(axis -> Axes.contain(axes, axis, rank)));
        return keep ? apart : apart.arranged(Axes.kept(axes, rank));
    }

    private static Reaches running(NodeReach at) {
        return at.facts()
                .constants(at.node().input(1))
                .map(axis -> ReachRule.alongAxis(node -> axis[0]).of(at))
                .orElse(Reaches.WHOLE);
    }
}
