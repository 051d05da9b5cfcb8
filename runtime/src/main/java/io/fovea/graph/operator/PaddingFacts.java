package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames that are added or cut off. */
final class PaddingFacts {

    private static final Operator FRAME = Operator.of(Family.PADDING).by(Dependence.PADDED);

    static final List<Operator> TABLE = List.of(
            FRAME.named("Pad").settings(1, 2, 3).shaped(PaddingFacts::padded).reaching(PaddingFacts::padding),
            FRAME.named("Crop")
                    .ordering(AxisOrder.PLANES)
                    .shaped((facts, node, x) -> framed(x, cropping(node)))
                    .reaching(at -> shifted(at.only(0), cropping(at.node()))));

    private PaddingFacts() {}

    private static Shape padded(ValueFacts facts, Node node, Shape x) {
        return Pads.of(facts, node).map(pads -> framed(x, pads)).orElse(Shape.ofRank(x.rank()));
    }

    private static Shape framed(Shape x, long[] pads) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            dimensions.add(Dims.plus(x.dimensions().get(i), pads[i] + pads[i + x.rank()]));
        }
        return Shape.of(dimensions);
    }

    /** What a former Crop cuts off an image {@code [N, C, H, W]}; its border is left, top, right, bottom. */
    private static long[] cropping(Node node) {
        if (node.attributes().has("scale")) {
            throw new IllegalArgumentException("The crop is to a size");
        }
        long[] border = node.attributes().integers("border", 0, 0, 0, 0);
        return new long[] {0, 0, -border[1], -border[0], 0, 0, -border[3], -border[2]};
    }

    private static Reaches padding(NodeReach at) {
        Reaches x = at.only(0);
        boolean wraps = at.node().attributes().text("mode", "constant").equals("wrap");
        Optional<long[]> pads = Pads.of(at.facts(), at.node());
        return wraps || pads.isEmpty() ? Reaches.WHOLE : shifted(x, pads.get());
    }

    /** Behind a frame, element i is what i less the frame was. */
    private static Reaches shifted(Reaches x, long[] pads) {
        Reaches seen = x;
        for (int i = 0; i < x.rank(); i++) {
            double before = pads[i];
            seen = seen.with(i, reach -> reach.window(1, -before, -before, 0));
        }
        return seen;
    }
}
