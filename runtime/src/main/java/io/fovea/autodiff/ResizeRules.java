package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import java.util.Map;
import java.util.Optional;

/** Resizing, in every mode and coordinate convention: linear along each axis. */
final class ResizeRules {

    static final Map<String, Rule> TABLE =
            Map.ofEntries(entry("Resize", ResizeRules::resize), entry("Upsample", ResizeRules::resize));

    private ResizeRules() {}

    private static void resize(Vjp v) {
        Emitter e = v.e;
        if (v.attributes().text("coordinate_transformation_mode", "").equals("tf_crop_and_resize")
                || v.attributes().has("axes")
                || !v.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw new NoDerivativeException("has no derivative here when it crops, names axes or keeps the aspect");
        }
        int rank = e.needRank(v.x());
        if (repeats(v, rank)) {
            v.give(0, blocks(v, rank));
            return;
        }
        String g = v.g();
        for (int axis = 0; axis < rank; axis++) {
            if (changes(v, rank, axis)) {
                g = new AxisMaps(e).apply(g, rank, axis, matrix(v, axis));
            }
        }
        v.give(0, g);
    }

    /** Whether each pixel becomes a block of pixels like it. */
    private static boolean repeats(Vjp v, int rank) {
        boolean nearest = v.attributes().text("mode", "nearest").equals("nearest");
        Optional<float[]> scales = scales(v);
        if (!nearest || rank < 3 || bySizes(v) || scales.isEmpty()) {
            return false;
        }
        float[] times = scales.get();
        boolean whole = times[0] == 1 && times[1] == 1;
        float most = 1;
        for (float scale : times) {
            whole &= scale >= 1 && scale == Math.rint(scale);
            most = Math.max(most, scale);
        }
        if (!whole || v.node().is("Upsample") || v.e.opset() < 11) {
            return whole;
        }
        String rounding = v.attributes().text("nearest_mode", "round_prefer_floor");
        return switch (v.attributes().text("coordinate_transformation_mode", "half_pixel")) {
            case "half_pixel" -> rounding.startsWith("round");
            case "asymmetric" -> rounding.equals("floor") || most <= 2 && rounding.equals("round_prefer_floor");
            default -> false;
        };
    }

    /** The sum of each block. */
    private static String blocks(Vjp v, int rank) {
        float[] times = scales(v).orElseThrow();
        long[] block = new long[rank - 2];
        long size = 1;
        for (int i = 0; i < block.length; i++) {
            block[i] = (long) times[i + 2];
            size *= block[i];
        }
        Attributes windows = Attributes.NONE.withIntegers("kernel_shape", block).withIntegers("strides", block);
        return v.e.mul(v.e.node("AveragePool", windows, v.g()), size);
    }

    private static String scalesInput(Vjp v) {
        return v.x(v.node().is("Upsample") || v.e.opset() < 11 ? 1 : 2);
    }

    private static Optional<float[]> scales(Vjp v) {
        if (v.attributes().has("scales")) {
            return Optional.of(v.attributes().reals("scales"));
        }
        return v.e.facts()
                .graph()
                .constant(scalesInput(v))
                .map(Tensor::toFloats)
                .filter(s -> s.length > 0);
    }

    private static boolean bySizes(Vjp v) {
        return v.e.opset() >= 11 && v.node().hasInput(3);
    }

    private static boolean changes(Vjp v, int rank, int axis) {
        if (!bySizes(v) && scales(v).isPresent()) {
            return scales(v).get()[axis] != 1;
        }
        Dimension before = v.e.facts().dimension(v.x(), axis);
        Dimension after = v.e.facts().dimension(v.y(), axis);
        boolean known = before.isFixed() && after.isFixed();
        // Where sizes show at run time only, images are taken to be [N, C, ...] as everywhere in ONNX.
        return known ? before.size() != after.size() : axis >= 2 || rank < 3;
    }

    private static String matrix(Vjp v, int axis) {
        Emitter e = v.e;
        AxisMaps maps = new AxisMaps(e);
        String size = e.sizeOf(v.x(), axis);
        String op = v.node().op();
        Attributes settings = v.attributes();
        if (settings.has("scales")) {
            float[] scales = {1, scales(v).orElseThrow()[axis]};
            return maps.of(op, settings.withReals("scales", scales), size);
        }
        if (bySizes(v)) {
            String sizes = e.concat(0, size, e.sizeOf(v.y(), axis));
            return maps.of(op, settings, size, leftOut(e), leftOut(e), sizes);
        }
        String one = e.constant(Tensor.of(1f));
        String scale = scales(v).isPresent()
                ? e.constant(Tensor.of(scales(v).get()[axis]))
                : e.node("Gather", e.cast(scalesInput(v), ElementType.FLOAT), e.integers(axis));
        String scales = e.concat(0, one, scale);
        return e.opset() < 11 || v.node().is("Upsample")
                ? maps.of(op, settings, size, scales)
                : maps.of(op, settings, size, leftOut(e), scales);
    }

    /** An input that is not given: before operator set 13 one of no elements, not one without a name. */
    private static String leftOut(Emitter e) {
        return e.opset() < 13 ? e.constant(Tensor.of(new float[0])) : "";
    }
}
