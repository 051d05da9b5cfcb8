package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.INT64;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Elements that are picked or put by their place. */
final class IndexingFacts {

    private static final Operator PICK = Operator.of(Family.INDEXING).by(Dependence.REARRANGED);

    static final List<Operator> TABLE = List.of(
            PICK.named("Slice")
                    .settings(1, 2, 3, 4)
                    .with(Trait.LINEAR)
                    .holding(IndexingFacts::slicedIntegers)
                    .shaped(IndexingFacts::sliced)
                    .reaching(IndexingFacts::slicing),
            PICK.named("Gather")
                    .ordering(AxisOrder.LOST)
                    .with(Trait.LINEAR)
                    .holding(IndexingFacts::gatheredIntegers)
                    .shaped(IndexingFacts::gathered)
                    .reaching(IndexingFacts::gathering),
            PICK.named("GatherElements").shaped((facts, node, x) -> facts.shape(node.input(1))),
            PICK.named("GatherND").ordering(AxisOrder.LOST).shaped(IndexingFacts::pickedByPlace),
            PICK.named("TopK")
                    .settings(1)
                    .typed(TypeRule.like(0), TypeRule.always(INT64))
                    .shapedAlike(IndexingFacts::top)
                    .reaching(ReachRule.alongAxis(node -> node.attributes().integer("axis", -1))),
            PICK.named("Trilu").settings(1).shaped(ShapeRule.LIKE).reaching(ReachRule.alongAllFrom(node -> -2)),
            PICK.named("ReverseSequence").settings(1).shaped(ShapeRule.LIKE),
            PICK.named("ScatterElements").shaped(ShapeRule.LIKE),
            PICK.named("ScatterND").shaped(ShapeRule.LIKE),
            PICK.named("Scatter").shaped(ShapeRule.LIKE),
            PICK.named("NonZero")
                    .with(Trait.FLAT)
                    .typed(TypeRule.always(INT64))
                    .shaped((facts, node, x) -> Shape.of(x.rank(), -1)),
            PICK.named("Unique").typed(TypeRule.like(0), TypeRule.always(INT64)));

    private IndexingFacts() {}

    private static Shape sliced(ValueFacts facts, Node node, Shape x) {
        Optional<Slicing> slicing = Slicing.of(facts, node);
        if (slicing.isEmpty()) {
            return Shape.ofRank(x.rank());
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < slicing.get().axes().length; i++) {
            int axis = Axes.fromFront(slicing.get().axes()[i], x.rank());
            Dimension d = dimensions.get(axis);
            boolean fixed = d.isFixed() && slicing.get().steps()[i] == 1;
            long size = fixed ? slicing.get().end(i, d.size()) - slicing.get().begin(i, d.size()) : -1;
            dimensions.set(axis, fixed ? Dimension.fixed(size) : Dims.UNKNOWN);
        }
        return Shape.of(dimensions);
    }

    private static List<Dimension> slicedIntegers(ValueFacts facts, Node node) {
        List<Dimension> x = facts.integers(node.input(0));
        return Slicing.of(facts, node)
                .filter(range -> range.axes().length == 1 && range.steady())
                .map(range -> x.subList((int) range.begin(0, x.size()), (int) range.end(0, x.size())))
                .orElse(List.of());
    }

    /** A range that begins at a fixed place of the image moves it; one counted from its end depends on its size. */
    private static Reaches slicing(NodeReach at) {
        Optional<Slicing> slicing = Slicing.of(at.facts(), at.node());
        if (slicing.isEmpty()) {
            return Reaches.WHOLE;
        }
        Reaches seen = at.only(0);
        for (int i = 0; i < slicing.get().axes().length; i++) {
            int axis = Axes.fromFront(slicing.get().axes()[i], seen.rank());
            double start = slicing.get().starts()[i];
            double step = slicing.get().steps()[i];
            seen = start < 0 || step < 1
                    ? seen.unlessAlong(IntStream.of(axis))
                    : seen.with(axis, reach -> reach.window(step, start, start, 0));
        }
        return seen;
    }

    private static Shape gathered(ValueFacts facts, Node node, Shape x) {
        Shape indices = facts.shape(node.input(1));
        if (!indices.known()) {
            return Shape.UNKNOWN;
        }
        int axis = axis(node, x.rank());
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, axis));
        dimensions.addAll(indices.dimensions());
        dimensions.addAll(x.dimensions().subList(axis + 1, x.rank()));
        return Shape.of(dimensions);
    }

    private static int axis(Node gather, int rank) {
        return Axes.fromFront(gather.attributes().integer("axis", 0), rank);
    }

    private static List<Dimension> gatheredIntegers(ValueFacts facts, Node node) {
        List<Dimension> x = facts.integers(node.input(0));
        if (x.isEmpty()) {
            return List.of();
        }
        List<Dimension> picked = new ArrayList<>();
        for (long index : facts.constants(node.input(1)).orElse(new long[0])) {
            picked.add(x.get(Axes.fromFront(index, x.size())));
        }
        return picked;
    }

    private static Reaches gathering(NodeReach at) {
        Reaches x = at.only(0);
        int indices = at.facts().rank(at.node().input(1));
        if (indices < 0) {
            return Reaches.WHOLE;
        }
        int axis = axis(at.node(), x.rank());
        return x.arranged(IntStream.range(0, x.rank() - 1 + indices)
                .map(i -> i < axis ? i : i < axis + indices ? -1 : i - indices + 1)
                .toArray());
    }

    private static Shape pickedByPlace(ValueFacts facts, Node node, Shape x) {
        Shape places = facts.shape(node.input(1));
        if (!places.known() || !places.dimensions().get(places.rank() - 1).isFixed()) {
            return Shape.UNKNOWN;
        }
        long batch = node.attributes().integer("batch_dims", 0);
        long length = places.dimensions().get(places.rank() - 1).size();
        return Shapes.ofRank(places.rank() - 1 + x.rank() - length - batch);
    }

    private static Shape top(ValueFacts facts, Node node, Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(Axes.fromFront(node.attributes().integer("axis", -1), x.rank()), Dims.UNKNOWN);
        return Shape.of(dimensions);
    }
}
