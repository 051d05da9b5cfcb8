package io.fovea.graph;

import io.fovea.graph.Raising.Change;
import java.util.List;
import java.util.Map;

/** Operators that are no longer there. */
final class FormerOperators {

    private static final String GONE = "it is no longer there, and nothing has its meaning";

    static final Map<String, Change> CHANGES = Map.ofEntries(
            Map.entry("Affine", new Change(10, FormerOperators::affine)),
            Map.entry("Crop", new Change(10, FormerOperators::crop)),
            Map.entry("DynamicSlice", new Change(10, FormerOperators::refuse)),
            Map.entry("GivenTensorFill", new Change(10, FormerOperators::refuse)),
            Map.entry("GRUUnit", new Change(10, FormerOperators::refuse)),
            Map.entry("ImageScaler", new Change(10, FormerOperators::imageScaler)),
            Map.entry("ParametricSoftplus", new Change(10, FormerOperators::refuse)),
            Map.entry("Scale", new Change(10, FormerOperators::refuse)),
            Map.entry("ScaledTanh", new Change(10, FormerOperators::refuse)),
            Map.entry("Scatter", new Change(11, FormerOperators::scatter)),
            Map.entry("Upsample", new Change(10, FormerOperators::upsample)));

    private FormerOperators() {}

    private static void refuse(NodeReplacement place) {
        throw place.refused(GONE);
    }

    private static void affine(NodeReplacement place) {
        String factor = place.number("alpha", place.attributes().real("alpha", 1));
        String scaled = place.operation("Mul", List.of(place.node().input(0), factor), Attributes.NONE);
        String offset = place.number("beta", place.attributes().real("beta", 0));
        place.become("Add", List.of(scaled, offset), Attributes.NONE);
    }

    private static void imageScaler(NodeReplacement place) {
        float[] bias = place.attributes().reals("bias");
        String factor = place.number("scale", place.attributes().real("scale", 1));
        String scaled = place.operation("Mul", List.of(place.node().input(0), factor), Attributes.NONE);
        place.become(
                "Add", List.of(scaled, place.constant("bias", Tensor.of(bias, 1, bias.length, 1, 1))), Attributes.NONE);
    }

    /** Borders are left, top, right, bottom; a size may replace the last two. */
    private static void crop(NodeReplacement place) {
        long[] border = place.attributes().integers("border", 0, 0, 0, 0);
        long[] size = place.attributes().integers("scale");
        long bottom = size.length == 2 ? border[1] + size[0] : border[3] == 0 ? Long.MAX_VALUE : -border[3];
        long right = size.length == 2 ? border[0] + size[1] : border[2] == 0 ? Long.MAX_VALUE : -border[2];
        place.become(
                "Slice",
                List.of(
                        place.node().input(0),
                        place.constant("starts", Tensor.of(border[1], border[0])),
                        place.constant("ends", Tensor.of(bottom, right)),
                        place.constant("axes", Tensor.of(2, 3))),
                Attributes.NONE);
    }

    private static void scatter(NodeReplacement place) {
        place.become("ScatterElements", place.node().inputs(), place.attributes());
    }

    private static void upsample(NodeReplacement place) {
        String scales = place.attributes().has("scales")
                ? place.constant("scales", Tensor.of(place.attributes().reals("scales")))
                : place.node().input(1);
        FormerMeanings.resized(place, scales);
    }
}
