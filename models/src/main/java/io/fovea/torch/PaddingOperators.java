package io.fovea.torch;

import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** Borders put around a tensor. */
final class PaddingOperators {

    static final Map<String, TorchOperator> TABLE =
            Map.of("Pad", PaddingOperators::pad, "CenterCropPad", PaddingOperators::centre);

    private PaddingOperators() {}

    private static Tensor pad(NodeCall step) {
        Tensor input = step.input(0);
        long[] pads = everyAxis(step, (int) input.dim());
        String mode = step.attributes().text("mode", "constant");
        if (mode.equals("constant")) {
            return Padded.fill(input, pads, step.real("value", 2, 0));
        }
        Tensor result = input;
        int rank = pads.length / 2;
        for (int axis = 0; axis < rank; axis++) {
            long size = input.size(axis);
            if (pads[axis] != 0 || pads[rank + axis] != 0) {
                long[] sources = LongStream.range(-pads[axis], size + pads[rank + axis])
                        .map(i -> source(step, mode, i, size))
                        .toArray();
                result = Tensors.select(result, axis, sources);
            }
        }
        return result;
    }

    private static Tensor centre(NodeCall step) {
        Tensor input = step.input(0);
        int rank = (int) input.dim();
        long[] sizes = step.integers(1);
        long[] axes = step.attributes().integers("axes", Tensors.axesFrom(0, rank));
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = Tensors.axis(axes[i], rank);
            long more = sizes[i] - input.size(axis);
            pads[axis] = more / 2;
            pads[rank + axis] = more - more / 2;
        }
        return Padded.fill(input, pads, 0);
    }

    private static long[] everyAxis(NodeCall step, int rank) {
        long[] given = step.integers("pads", 1);
        long[] axes = step.integers(3, Tensors.axesFrom(0, rank));
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = Tensors.axis(axes[i], rank);
            pads[axis] = given[i];
            pads[rank + axis] = given[axes.length + i];
        }
        return pads;
    }

    /** Where position {@code i}, which may lie outside, takes its value from. */
    private static long source(NodeCall step, String mode, long i, long size) {
        return switch (mode) {
            case "edge" -> Math.max(0, Math.min(size - 1, i));
            case "wrap" -> Math.floorMod(i, size);
            case "reflect" -> {
                long period = Math.max(1, 2 * (size - 1));
                long position = Math.floorMod(i, period);
                yield Math.min(position, period - position);
            }
            default -> throw step.unsupported("the mode '" + mode + "'");
        };
    }
}
