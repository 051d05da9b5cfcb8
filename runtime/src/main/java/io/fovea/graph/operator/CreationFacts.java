package io.fovea.graph.operator;

import static io.fovea.graph.ElementType.FLOAT;
import static io.fovea.graph.ElementType.INT32;
import static io.fovea.graph.ElementType.INT64;
import static io.fovea.graph.ElementType.UNDEFINED;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Values made of nothing but sizes and settings. */
final class CreationFacts {

    private static final Operator MADE = Operator.of(Family.CREATION).with(Trait.FLAT);

    private static final Operator DRAWN = MADE.with(Trait.DRAWN);

    static final List<Operator> TABLE = List.of(
            MADE.named("Constant")
                    .typed((facts, node) -> facts.graph()
                            .constant(node.output())
                            .map(Tensor::type)
                            .orElse(UNDEFINED))
                    .shaped((facts, node, x) -> facts.graph()
                            .constant(node.output())
                            .map(constant -> Shape.of(constant.shape()))
                            .orElse(Shape.UNKNOWN)),
            MADE.named("ConstantOfShape")
                    .settings(0)
                    .typed((facts, node) ->
                            node.attributes().tensor("value").map(Tensor::type).orElse(FLOAT))
                    .shaped((facts, node, x) -> Shapes.in(facts, node.input(0))),
            MADE.named("Shape")
                    .typed(TypeRule.always(INT64))
                    .holding(CreationFacts::sizes)
                    .shaped((facts, node, x) -> Shape.of(sizes(facts, node).size())),
            MADE.named("Size").typed(TypeRule.always(INT64)).shaped((facts, node, x) -> Shape.of()),
            Operator.of(Family.CREATION).named("Range").settings(0, 1, 2).shaped(CreationFacts::counted),
            MADE.named("OneHot")
                    .settings(1, 2)
                    .typed(TypeRule.like(2))
                    .shaped(CreationFacts::marked)
                    .reaching(CreationFacts::marking),
            MADE.named("EyeLike")
                    .typed(TypeRule.named("dtype", TypeRule.like(0)))
                    .shaped(ShapeRule.LIKE),
            DRAWN.named("RandomNormal")
                    .typed(TypeRule.named("dtype", TypeRule.always(FLOAT)))
                    .shaped(CreationFacts::named),
            DRAWN.named("RandomUniform")
                    .typed(TypeRule.named("dtype", TypeRule.always(FLOAT)))
                    .shaped(CreationFacts::named),
            DRAWN.named("RandomNormalLike")
                    .typed(TypeRule.named("dtype", TypeRule.like(0)))
                    .shaped(ShapeRule.LIKE),
            DRAWN.named("RandomUniformLike")
                    .typed(TypeRule.named("dtype", TypeRule.like(0)))
                    .shaped(ShapeRule.LIKE),
            DRAWN.named("Bernoulli")
                    .typed(TypeRule.named("dtype", TypeRule.like(0)))
                    .shaped(ShapeRule.LIKE),
            DRAWN.named("Multinomial")
                    .typed(TypeRule.named("dtype", TypeRule.always(INT32)))
                    .shaped((facts, node, x) -> Shape.of(List.of(
                            x.dimensions().get(0),
                            Dimension.fixed(node.attributes().integer("sample_size", 1))))));

    private CreationFacts() {}

    /** The sizes that a Shape gives: all, or those of some axes from one on up to another. */
    private static List<Dimension> sizes(ValueFacts facts, Node node) {
        Shape x = facts.shape(node.input(0));
        if (!x.known()) {
            return List.of();
        }
        Attributes attributes = node.attributes();
        int start = clamped(attributes.integer("start", 0), x.rank());
        int end = clamped(attributes.integer("end", x.rank()), x.rank());
        return x.dimensions().subList(start, Math.max(start, end));
    }

    private static int clamped(long axis, int rank) {
        return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
    }

    /** As long as there are steps of {@code delta} from {@code start} to before {@code limit}. */
    private static Shape counted(ValueFacts facts, Node node, Shape x) {
        OptionalLong start = integer(facts, node, 0);
        OptionalLong limit = integer(facts, node, 1);
        OptionalLong delta = integer(facts, node, 2);
        if (start.isEmpty() || limit.isEmpty() || delta.isEmpty() || delta.getAsLong() == 0) {
            return Shape.of(-1);
        }
        double steps = Math.ceil(((double) limit.getAsLong() - start.getAsLong()) / delta.getAsLong());
        return Shape.of((long) Math.max(0, steps));
    }

    private static OptionalLong integer(ValueFacts facts, Node node, int index) {
        List<Dimension> known = facts.integers(node.input(index));
        // A negative size may also be one of which nothing is known.
        boolean isSaid = known.size() == 1
                && (known.get(0).isFixed()
                        || facts.graph().constant(node.input(index)).isPresent());
        return isSaid ? OptionalLong.of(known.get(0).size()) : OptionalLong.empty();
    }

    private static Shape named(ValueFacts facts, Node node, Shape x) {
        return Shape.of(node.attributes().integers("shape"));
    }

    private static int place(Node oneHot, int rank) {
        return Axes.fromFront(oneHot.attributes().integer("axis", -1), rank + 1);
    }

    private static Shape marked(ValueFacts facts, Node node, Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.add(place(node, x.rank()), Dims.UNKNOWN);
        return Shape.of(dimensions);
    }

    private static Reaches marking(NodeReach at) {
        Reaches x = at.only(0);
        return x.arranged(Axes.spread(new long[] {place(at.node(), x.rank())}, x.rank()));
    }
}
