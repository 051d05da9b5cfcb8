package io.fovea.graph;

import io.fovea.graph.Raising.Change;
import java.util.List;
import java.util.Map;

/** Operators whose defaults or whose meaning changed. */
final class FormerMeanings {

    static final Map<String, Change> CHANGES = Map.of(
            "BatchNormalization", new Change(14, FormerMeanings::batchNormalization),
            "Hardmax", new Change(13, FormerMeanings::overTheRest),
            "LogSoftmax", new Change(13, FormerMeanings::overTheRest),
            "Resize", new Change(11, FormerMeanings::resize),
            "RoiAlign", new Change(16, FormerMeanings::alignRegions),
            "Softmax", new Change(13, FormerMeanings::overTheRest));

    private FormerMeanings() {}

    private static void batchNormalization(NodeReplacement place) {
        if (place.attributes().integer("spatial", 1) == 0) {
            throw place.refused("it normalises every pixel by itself (spatial = 0)");
        }
        place.graph()
                .replace(
                        place.node(),
                        place.withOneOutput().withAttributes(place.attributes().without("spatial")));
    }

    /** Before version 13, softmax ran over all axes from {@code axis} on. */
    private static void overTheRest(NodeReplacement place) {
        Node node = place.node();
        long axis = node.attributes().integer("axis", 1);
        long[] sizes = place.sizes().orElse(new long[0]);
        int from = (int) (axis < 0 ? axis + sizes.length : axis);
        boolean alone = from < sizes.length && sizes.length > 0;
        for (int i = from + 1; i < sizes.length; i++) {
            alone &= sizes[i] == 1;
        }
        if (alone || axis == -1) {
            place.become(node.op(), node.inputs(), node.attributes().with("axis", axis));
            return;
        }
        String input = node.input(0);
        String shape = place.operation("Shape", List.of(input), Attributes.NONE);
        String flat = place.operation("Flatten", List.of(input), Attributes.NONE.with("axis", axis));
        String answer = place.operation(node.op(), List.of(flat), Attributes.NONE.with("axis", -1));
        place.become("Reshape", List.of(answer, shape), Attributes.NONE);
    }

    private static void resize(NodeReplacement place) {
        resized(place, place.node().input(1));
    }

    /** The one way of resizing that there was before version 11. */
    static void resized(NodeReplacement place, String scales) {
        Node node = place.node();
        String mode = node.attributes().text("mode", "nearest");
        Attributes attributes = Attributes.NONE
                .with("mode", mode.equals("bilinear") ? "linear" : mode)
                .with("coordinate_transformation_mode", "asymmetric");
        place.become(
                "Resize",
                List.of(node.input(0), "", scales),
                mode.equals("nearest") ? attributes.with("nearest_mode", rounding(place, scales)) : attributes);
    }

    /** ONNX Runtime rounds up where it shrinks. */
    private static String rounding(NodeReplacement place, String scales) {
        float[] factors = place.graph().constant(scales).map(Tensor::toFloats).orElse(new float[0]);
        boolean shrinks = false;
        boolean grows = false;
        for (float factor : factors) {
            shrinks |= factor < 1;
            grows |= factor > 1;
        }
        if (shrinks && grows) {
            throw place.refused("it shrinks one axis and enlarges another");
        }
        return shrinks ? "ceil" : "floor";
    }

    private static void alignRegions(NodeReplacement place) {
        place.become(
                "RoiAlign",
                place.node().inputs(),
                place.attributes().with("coordinate_transformation_mode", "output_half_pixel"));
    }
}
