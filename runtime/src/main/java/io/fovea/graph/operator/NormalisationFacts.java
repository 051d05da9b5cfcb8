package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Normalisation: by statistics that were learnt, of channels, of an image, of neighbours. */
final class NormalisationFacts {

    private static final Operator NORMALISATION =
            Operator.of(Family.NORMALISATION).by(Dependence.AXES).shaped(ShapeRule.LIKE);

    private static final Operator OF_PLANES = NORMALISATION.ordering(AxisOrder.PLANES);

    private static final ReachRule FROM_AXIS =
            ReachRule.alongAllFrom(node -> node.attributes().integer("axis", -1));

    static final List<Operator> TABLE = List.of(
            OF_PLANES
                    .named("BatchNormalization")
                    .by(Dependence.CHANNEL)
                    .with(Trait.LINEAR)
                    .reaching(ReachRule.AT_PLACE_OF_FIRST),
            OF_PLANES.named("InstanceNormalization").reaching(ReachRule.alongAllFrom(node -> 2)),
            OF_PLANES.named("GroupNormalization").reaching(ReachRule.alongAllFrom(node -> 1)),
            OF_PLANES.named("LRN").reaching(ReachRule.alongAxis(node -> 1)),
            NORMALISATION
                    .named("LayerNormalization")
                    .typed(TypeRule.like(0), TypeRule.always(ElementType.FLOAT))
                    .shaped(ShapeRule.LIKE, NormalisationFacts::statistic, NormalisationFacts::statistic)
                    .reaching(FROM_AXIS),
            NORMALISATION.named("RMSNormalization").reaching(FROM_AXIS),
            NORMALISATION.named("LpNormalization").reaching(ReachRule.alongAxis(node -> node.attributes()
                    .integer("axis", -1))),
            NORMALISATION.named("MeanVarianceNormalization").reaching(NormalisationFacts::overAxes));

    private NormalisationFacts() {}

    /** A mean or a deviation: what was normalised together has one. */
    private static Shape statistic(ValueFacts facts, Node node, Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        int axis = Axes.fromFront(node.attributes().integer("axis", -1), x.rank());
        for (int i = axis; i < x.rank(); i++) {
            dimensions.set(i, Dimension.fixed(1));
        }
        return Shape.of(dimensions);
    }

    private static Reaches overAxes(NodeReach at) {
        Reaches x = at.only(0);
        long[] axes = at.node().attributes().integers("axes", 0, 2, 3);
        return x.unlessAlong(IntStream.range(0, x.rank()).filter(axis -> Axes.contain(axes, axis, x.rank())));
    }
}
