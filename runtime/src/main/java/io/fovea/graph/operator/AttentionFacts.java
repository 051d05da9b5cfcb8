package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.List;

/** What transformers are made of: attention, and positions as rotations. */
final class AttentionFacts {
    private static final int FLAT = 3;

    static final List<Operator> TABLE = List.of(
            Operator.of(Family.PRODUCT)
                    .named("Attention")
                    .ordering(AxisOrder.LOST)
                    .settings(3, 6)
                    .shaped(
                            AttentionFacts::answer,
                            AttentionFacts::headed,
                            AttentionFacts::headed,
                            AttentionFacts::headed),
            Operator.of(Family.ARITHMETIC)
                    .named("RotaryEmbedding")
                    .by(Dependence.AXES)
                    .with(Trait.LINEAR)
                    .settings(3)
                    .shaped(ShapeRule.LIKE)
                    .reaching(ReachRule.alongAxis(node -> -1)));

    private AttentionFacts() {}

    /** As many queries as there were, as long as the values: {@code [N, heads, L, size]}, or {@code [N, L, heads * size]}. */
    private static Shape answer(ValueFacts facts, Node node, Shape x) {
        Shape values = facts.shape(node.input(2));
        Dimension size = values.known() ? values.dimensions().get(values.rank() - 1) : Dims.UNKNOWN;
        if (x.rank() != FLAT) {
            return Shape.of(List.of(
                    x.dimensions().get(0), x.dimensions().get(1), x.dimensions().get(2), size));
        }
        long shared = node.attributes().integer("kv_num_heads", 0);
        long heads = node.attributes().integer("q_num_heads", 0);
        boolean known = size.isFixed() && shared > 0;
        return Shape.of(List.of(
                x.dimensions().get(0),
                x.dimensions().get(1),
                known ? Dimension.fixed(size.size() / shared * heads) : Dims.UNKNOWN));
    }

    /** Keys or values with those of former steps, {@code [N, heads, L, size]}, or products of queries and keys. */
    private static Shape headed(ValueFacts facts, Node node, Shape x) {
        return Shape.ofRank(4);
    }
}
