package io.fovea.graph.operator;

import java.util.List;
import java.util.stream.IntStream;

/** Normalisation: by statistics that were learnt, of channels, of an image, of neighbours. */
final class NormalisationFacts {

    private static final Operator NORMALISATION =
            Operator.of(Family.NORMALISATION).by(Dependence.AXES).shaped(ShapeRule.LIKE);

    private static final Operator OF_PLANES = NORMALISATION.ordering(AxisOrder.PLANES);

    static final List<Operator> TABLE = List.of(
            OF_PLANES
                    .named("BatchNormalization")
                    .by(Dependence.CHANNEL)
                    .with(Trait.LINEAR)
                    .reaching(ReachRule.AT_PLACE_OF_FIRST),
            OF_PLANES.named("InstanceNormalization").reaching(ReachRule.alongAllFrom(node -> 2)),
            OF_PLANES.named("GroupNormalization").reaching(ReachRule.alongAllFrom(node -> 1)),
            OF_PLANES.named("LRN").reaching(ReachRule.alongAxis(node -> 1)),
            NORMALISATION.named("LayerNormalization").reaching(ReachRule.alongAllFrom(node -> node.attributes()
                    .integer("axis", -1))),
            NORMALISATION.named("LpNormalization").reaching(ReachRule.alongAxis(node -> node.attributes()
                    .integer("axis", -1))),
            NORMALISATION.named("MeanVarianceNormalization").reaching(NormalisationFacts::overAxes));

    private NormalisationFacts() {}

    private static Reaches overAxes(Looking at) {
        Reaches x = at.only(0);
        long[] axes = at.node().attributes().integers("axes", 0, 2, 3);
        return x.unlessAlong(IntStream.range(0, x.rank()).filter(axis -> Axes.contain(axes, axis, x.rank())));
    }
}
