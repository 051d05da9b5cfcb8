package io.fovea.graph.operator;

import static io.fovea.graph.operator.Trait.LINEAR;
import static io.fovea.graph.operator.Trait.MOVING_AXES;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The same elements of another type, in another shape or another order. */
final class LayoutFacts {

    private static final Operator COPY = Operator.of(Family.LAYOUT)
            .by(Dependence.ELEMENT)
            .with(LINEAR)
            .shaped(ShapeRule.LIKE)
            .reaching(ReachRule.AT_PLACE_OF_FIRST);

    private static final Operator SHAPE = Operator.of(Family.LAYOUT)
            .by(Dependence.RESHAPED)
            .ordering(AxisOrder.LOST)
            .with(LINEAR)
            .settings(1);

    private static final Operator BLOCKS = Operator.of(Family.LAYOUT)
            .by(Dependence.REARRANGED)
            .ordering(AxisOrder.PLANES)
            .with(LINEAR);

    static final List<Operator> TABLE = List.of(
            COPY.named("Identity").holding(ContentsRule.SAME),
            COPY.named("Cast")
                    .holding(ContentsRule.SAME)
                    .typed(TypeRule.named("to", TypeRule.always(ElementType.FLOAT))),
            COPY.named("CastLike")
                    .holding(ContentsRule.SAME)
                    .typed(TypeRule.like(1))
                    .settings(1),
            COPY.named("Dropout")
                    .settings(1, 2)
                    .shapedAlike(ShapeRule.LIKE)
                    .typed(TypeRule.like(0), TypeRule.always(ElementType.BOOL)),
            SHAPE.named("Reshape")
                    .holding(ContentsRule.SAME)
                    .shaped(LayoutFacts::reshaped)
                    .reaching(LayoutFacts::inOtherShape),
            SHAPE.named("Flatten").shaped(LayoutFacts::flattened).reaching(LayoutFacts::inOtherShape),
            SHAPE.named("Squeeze")
                    .holding(ContentsRule.SAME)
                    .shaped(LayoutFacts::squeezed)
                    .reaching(LayoutFacts::squeezing),
            SHAPE.named("Unsqueeze")
                    .with(MOVING_AXES)
                    .holding(ContentsRule.SAME)
                    .shaped(LayoutFacts::unsqueezed)
                    .reaching(LayoutFacts::unsqueezing),
            Operator.of(Family.LAYOUT)
                    .named("Transpose")
                    .by(Dependence.TURNED)
                    .ordering(AxisOrder.TURNED)
                    .with(LINEAR, MOVING_AXES)
                    .shaped(LayoutFacts::turned)
                    .reaching(LayoutFacts::turning),
            BLOCKS.named("DepthToSpace").shaped(LayoutFacts::flatter).reaching(LayoutFacts::spreading),
            BLOCKS.named("SpaceToDepth").shaped(LayoutFacts::deeper).reaching(LayoutFacts::gathering));

    private LayoutFacts() {}

    private static Shape reshaped(ValueFacts facts, Node node, Shape x) {
        List<Dimension> asked = facts.integers(node.input(1));
        if (asked.isEmpty()) {
            return Shapes.in(facts, node.input(1));
        }
        boolean zeroCopies = node.attributes().integer("allowzero", 0) == 0;
        List<Dimension> dimensions = new ArrayList<>();
        int open = -1;
        long product = 1;
        for (int i = 0; i < asked.size(); i++) {
            Dimension d = asked.get(i);
            if (d.size() == 0 && zeroCopies) {
                d = i < x.rank() ? x.dimensions().get(i) : Dims.UNKNOWN;
            }
            if (d.isFixed()) {
                product *= d.size();
            } else {
                open = open == -1 && d.symbol().isEmpty() ? i : -2;
            }
            dimensions.add(d);
        }
        if (open >= 0 && x.isFixed() && product > 0) {
            dimensions.set(open, Dimension.fixed(Tensor.elements(x.sizes()) / product));
        }
        return Shape.of(dimensions);
    }

    private static Shape flattened(ValueFacts facts, Node node, Shape x) {
        int axis = (int) node.attributes().integer("axis", 1);
        int split = axis < 0 ? axis + x.rank() : axis;
        return Shape.of(List.of(
                Dims.product(x.dimensions().subList(0, split)),
                Dims.product(x.dimensions().subList(split, x.rank()))));
    }

    private static Shape squeezed(ValueFacts facts, Node node, Shape x) {
        return squeezedAxes(facts, node, x).map(axes -> Axes.without(x, axes)).orElse(Shape.UNKNOWN);
    }

    private static Shape unsqueezed(ValueFacts facts, Node node, Shape x) {
        return Axes.of(facts, node).map(axes -> Axes.with(x, axes)).orElse(Shape.UNKNOWN);
    }

    /** All axes of one element, if none are named. */
    private static Optional<long[]> squeezedAxes(ValueFacts facts, Node node, Shape x) {
        boolean named = node.hasInput(1) || node.attributes().has("axes");
        if (named || !x.isFixed()) {
            return Axes.of(facts, node);
        }
        long[] sizes = x.sizes();
        return Optional.of(LongStream.range(0, sizes.length)
                .filter(i -> sizes[(int) i] == 1)
                .toArray());
    }

    private static Reaches squeezing(NodeReach at) {
        Reaches x = at.only(0);
        return squeezedAxes(at.facts(), at.node(), at.facts().shape(at.node().input(0)))
                .map(axes -> x.arranged(Axes.kept(axes, x.rank())))
                .orElse(Reaches.WHOLE);
    }

    private static Reaches unsqueezing(NodeReach at) {
        Reaches x = at.only(0);
        return Axes.of(at.facts(), at.node())
                .map(axes -> x.arranged(Axes.spread(axes, x.rank())))
                .orElse(Reaches.WHOLE);
    }

    /** Places are followed where the shape stays as it was. */
    private static Reaches inOtherShape(NodeReach at) {
        Shape before = at.facts().shape(at.node().input(0));
        Shape after = at.facts().shape(at.node().output());
        return Dims.same(before, after) ? at.only(0) : Reaches.WHOLE;
    }

    private static Shape turned(ValueFacts facts, Node node, Shape x) {
        return Shape.of(Arrays.stream(Axes.permutation(node, x.rank()))
                .mapToObj(axis -> x.dimensions().get((int) axis))
                .toList());
    }

    private static Reaches turning(NodeReach at) {
        Reaches x = at.only(0);
        return x.arranged(Arrays.stream(Axes.permutation(at.node(), x.rank()))
                .mapToInt(Math::toIntExact)
                .toArray());
    }

    private static long block(Node node) {
        return node.attributes().integer("blocksize", 1);
    }

    private static Shape deeper(ValueFacts facts, Node node, Shape x) {
        long block = block(node);
        List<Dimension> d = x.dimensions();
        return Shape.of(List.of(
                d.get(0), Dims.times(d.get(1), block * block), Dims.part(d.get(2), block), Dims.part(d.get(3), block)));
    }

    private static Shape flatter(ValueFacts facts, Node node, Shape x) {
        long block = block(node);
        List<Dimension> d = x.dimensions();
        return Shape.of(List.of(
                d.get(0),
                Dims.part(d.get(1), block * block),
                Dims.times(d.get(2), block),
                Dims.times(d.get(3), block)));
    }

    private static Reaches gathering(NodeReach at) {
        double block = block(at.node());
        Reaches x = at.only(0).unlessAlong(IntStream.of(1));
        return x.with(2, reach -> reach.window(block, 0, block - 1, block - 1))
                .with(3, reach -> reach.window(block, 0, block - 1, block - 1));
    }

    private static Reaches spreading(NodeReach at) {
        double block = block(at.node());
        Reaches x = at.only(0).unlessAlong(IntStream.of(1));
        return x.with(2, reach -> reach.window(1 / block, (1 - block) / block, 0, 0))
                .with(3, reach -> reach.window(1 / block, (1 - block) / block, 0, 0));
    }
}
