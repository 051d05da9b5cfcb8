package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Interpolation to another size. */
final class ResizingOperators {

    static final Map<String, TorchOperator> TABLE =
            Map.of("Resize", ResizingOperators::resize, "Upsample", ResizingOperators::upsample);

    private ResizingOperators() {}

    private static Tensor upsample(NodeCall step) {
        float[] scales = step.attributes().has("scales") ? step.attributes().reals("scales") : step.reals(1);
        return resample(step, Sampling.ofScales(step.input(0), scales, Coordinates.ASYMMETRIC));
    }

    private static Tensor resize(NodeCall step) {
        return step.opset() < 11
                ? resample(step, Sampling.ofScales(step.input(0), step.reals(1), Coordinates.ASYMMETRIC))
                : resample(step, Sampling.of(step));
    }

    private static Tensor resample(NodeCall step, Sampling[] axes) {
        String mode = step.attributes().text("mode", "nearest");
        return switch (mode) {
            case "nearest" -> nearest(step, axes);
            case "linear", "cubic" -> interpolated(step, axes, Kernel.of(step, mode));
            default -> throw step.unsupported("the mode '" + mode + "'");
        };
    }

    private static Tensor nearest(NodeCall step, Sampling[] axes) {
        String rounding = step.attributes().text("nearest_mode", step.opset() < 11 ? "floor" : "round_prefer_floor");
        Tensor input = step.input(0);
        if (isImage(axes) && axes[2].repeats(rounding) && axes[3].repeats(rounding)) {
            return upsample_nearest2d(input, axes[2].out(), axes[3].out());
        }
        Tensor result = input;
        for (int axis = 0; axis < axes.length; axis++) {
            if (axes[axis].changes()) {
                result = Tensors.select(result, axis, axes[axis].nearest(rounding));
            }
        }
        return result;
    }

    private static Tensor interpolated(NodeCall step, Sampling[] axes, Kernel kernel) {
        Tensor input = step.input(0);
        if (kernel.isTriangle() && isImage(axes) && axes[2].isLibtorchs() && axes[3].isLibtorchs()) {
            boolean aligned = axes[2].coordinates() == Coordinates.ALIGN_CORNERS;
            return upsample_bilinear2d(input, new long[] {axes[2].out(), axes[3].out()}, aligned);
        }
        float outside = step.attributes().real("extrapolation_value", 0);
        Tensor result = input;
        for (int axis = 0; axis < axes.length; axis++) {
            Sampling sampling = axes[axis];
            if (sampling.changes()) {
                Tensor weights =
                        Tensors.beside(input, Tensors.of(sampling.weights(kernel), sampling.in(), sampling.out()));
                Tensor lines = result.movedim(axis, -1).matmul(weights);
                Tensor extrapolated = Tensors.beside(input, Tensors.of(sampling.extrapolated(outside), sampling.out()));
                result = lines.add(extrapolated).movedim(-1, axis);
            }
        }
        return result;
    }

    /** Whether only the two spatial axes of {@code [N, C, H, W]} are resized. */
    private static boolean isImage(Sampling[] axes) {
        return axes.length == 4
                && Arrays.stream(axes, 0, 2).noneMatch(Sampling::changes)
                && Arrays.stream(axes).allMatch(axis -> axis.coordinates() != Coordinates.TF_CROP_AND_RESIZE);
    }
}
