package io.fovea.graph.operator;

import static io.fovea.graph.operator.Trait.AVERAGING;
import static io.fovea.graph.operator.Trait.LINEAR;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Windows that condense an image, channel by channel, and the whole of it. */
final class PoolingFacts {

    private static final Operator WINDOW = Operator.of(Family.POOLING)
            .by(Dependence.WINDOW)
            .ordering(AxisOrder.PLANES)
            .shapedAlike(
                    (facts, node, x) -> windows(node).output(x, x.dimensions().get(1)))
            .reaching(at -> windows(at.node()).over(at.only(0)));

    private static final Operator GLOBAL = Operator.of(Family.POOLING)
            .by(Dependence.REDUCED)
            .ordering(AxisOrder.PLANES)
            .shaped((facts, node, x) -> onePlace(x))
            .reaching(at -> at.only(0).unlessAlong(IntStream.range(2, at.only(0).rank())));

    static final List<Operator> TABLE = List.of(
            WINDOW.named("MaxPool").typed(TypeRule.like(0), TypeRule.always(ElementType.INT64)),
            WINDOW.named("AveragePool").with(AVERAGING, LINEAR),
            WINDOW.named("LpPool"),
            GLOBAL.named("GlobalMaxPool"),
            GLOBAL.named("GlobalAveragePool").with(AVERAGING, LINEAR),
            GLOBAL.named("GlobalLpPool"));

    private PoolingFacts() {}

    private static Windows windows(Node node) {
        return Windows.of(node, node.attributes().integers("kernel_shape"));
    }

    private static Shape onePlace(Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, 2));
        dimensions.addAll(Collections.nCopies(x.rank() - 2, Dimension.fixed(1)));
        return Shape.of(dimensions);
    }
}
