package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Images of another size. */
final class ResizingFacts {

    private static final Operator IMAGE = Operator.of(Family.RESIZING)
            .by(Dependence.RESAMPLED)
            .shaped(ResizingFacts::resized)
            .reaching(ResizingFacts::around);

    static final List<Operator> TABLE = List.of(
            IMAGE.named("Resize").settings(1, 2, 3),
            IMAGE.named("Upsample").settings(1),
            Operator.of(Family.RESIZING)
                    .named("GridSample")
                    .ordering(AxisOrder.PLANES)
                    .shaped(ResizingFacts::sampled));

    private ResizingFacts() {}

    /** How large each axis becomes for one of its elements; empty where sizes are given, or nothing is known. */
    private static float[] scales(ValueFacts facts, Node node, int rank) {
        float[] named = node.attributes().reals("scales");
        // Resize took its scales second before opset 11, as Upsample did, and takes them third since.
        int last = node.inputs().size() == 2 ? 1 : 2;
        if (named.length == 0 && !node.hasInput(3) && node.hasInput(last)) {
            named = facts.graph()
                    .constant(node.input(last))
                    .map(Tensor::toFloats)
                    .orElse(named);
        }
        long[] axes = node.attributes().integers("axes");
        if (axes.length == 0 || named.length != axes.length) {
            return named.length == rank ? named : new float[0];
        }
        float[] all = new float[rank];
        Arrays.fill(all, 1);
        for (int i = 0; i < axes.length; i++) {
            all[Axes.fromFront(axes[i], rank)] = named[i];
        }
        return all;
    }

    private static Shape resized(ValueFacts facts, Node node, Shape x) {
        float[] scales = scales(facts, node, x.rank());
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            Dimension d = x.dimensions().get(i);
            boolean scaled = scales.length > 0 && (d.isFixed() || scales[i] == 1);
            dimensions.add(
                    !scaled
                            ? Dims.UNKNOWN
                            : scales[i] == 1 ? d : Dimension.fixed((long) Math.floor(d.size() * scales[i])));
        }
        return Shape.of(dimensions);
    }

    /** As many pixels as the grid names places of. */
    private static Shape sampled(ValueFacts facts, Node node, Shape x) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, 2));
        for (int i = 2; i < x.rank(); i++) {
            dimensions.add(facts.dimension(node.input(1), i - 1));
        }
        return Shape.of(dimensions);
    }

    private static Reaches around(NodeReach at) {
        Attributes attributes = at.node().attributes();
        Reaches seen = at.only(0);
        float[] scales = scales(at.facts(), at.node(), seen.rank());
        boolean cut = attributes.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        if (scales.length == 0 || cut) {
            return Reaches.WHOLE;
        }
        boolean smooth = attributes.integer("antialias", 0) == 1;
        for (int i = 0; i < scales.length; i++) {
            double scale = scales[i];
            if (scale <= 0) {
                return Reaches.WHOLE;
            }
            if (scale != 1) {
                double wide = smooth && scale < 1 ? 1 / scale : 1;
                seen = seen.with(i, reach -> resampled(reach, scale, attributes.text("mode", "nearest"), wide));
            }
        }
        return seen;
    }

    /** Which neighbour is the nearest depends on how coordinates are counted: it is one of two. */
    private static Reach resampled(Reach reach, double scale, String mode, double wide) {
        return switch (mode) {
            case "nearest" -> reach.window(1 / scale, -1, 1, 0);
            case "linear", "bilinear" -> reach.window(1 / scale, -wide, wide, Math.ceil(2 * wide) - 1);
            default -> reach.window(1 / scale, -2 * wide, 2 * wide, Math.ceil(4 * wide) - 1);
        };
    }
}
