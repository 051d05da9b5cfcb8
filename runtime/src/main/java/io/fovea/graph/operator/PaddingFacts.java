package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Frames that are added or cut off. */
final class PaddingFacts {

    private static final Operator FRAME = Operator.of(Family.PADDING).by(Dependence.PADDED);

    static final List<Operator> TABLE = List.of(
            FRAME.named("Pad").settings(1, 2, 3).shaped(PaddingFacts::padded).reaching(PaddingFacts::padding),
            FRAME.named("CenterCropPad")
                    .settings(1)
                    .shaped(PaddingFacts::centred)
                    .reaching(at -> centring(at.facts(), at.node())
                            .map(before -> shifted(at.only(0), before))
                            .orElse(Reaches.WHOLE)),
            FRAME.named("Crop")
                    .ordering(AxisOrder.PLANES)
                    .shaped((facts, node, x) -> framed(x, cropping(node)))
                    .reaching(at -> shifted(at.only(0), cropping(at.node()))));

    private PaddingFacts() {}

    private static Shape padded(ValueFacts facts, Node node, Shape x) {
        return Pads.of(facts, node).map(pads -> framed(x, pads)).orElse(Shape.ofRank(x.rank()));
    }

    private static Shape centred(ValueFacts facts, Node node, Shape x) {
        Optional<long[]> sizes = facts.constants(node.input(1));
        if (sizes.isEmpty()) {
            return Shape.ofRank(x.rank());
        }
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        long[] axes = centredAxes(node, x.rank());
        for (int i = 0; i < axes.length; i++) {
            dimensions.set((int) axes[i], Dimension.fixed(sizes.get()[i]));
        }
        return Shape.of(dimensions);
    }

    /** What is added before the middle, or cut off; of an odd number, the one more is behind it. */
    private static Optional<long[]> centring(ValueFacts facts, Node node) {
        Shape x = facts.shape(node.input(0));
        Optional<long[]> sizes = facts.constants(node.input(1));
        if (sizes.isEmpty() || !x.known()) {
            return Optional.empty();
        }
        long[] axes = centredAxes(node, x.rank());
        long[] before = new long[x.rank()];
        for (int i = 0; i < axes.length; i++) {
            Dimension size = x.dimensions().get((int) axes[i]);
            if (!size.isFixed()) {
                return Optional.empty();
            }
            before[(int) axes[i]] = (sizes.get()[i] - size.size()) / 2;
        }
        return Optional.of(before);
    }

    private static long[] centredAxes(Node node, int rank) {
        return node.attributes().has("axes")
                ? LongStream.of(node.attributes().integers("axes"))
                        .map(axis -> Axes.fromFront(axis, rank))
                        .toArray()
                : LongStream.range(0, rank).toArray();
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

    /** Behind a frame, element i is what i less the frame was; what is added at the end, which may follow, moves nothing. */
    private static Reaches shifted(Reaches x, long[] pads) {
        Reaches seen = x;
        for (int i = 0; i < x.rank(); i++) {
            double before = pads[i];
            seen = seen.with(i, reach -> reach.window(1, -before, -before, 0));
        }
        return seen;
    }
}
