package io.fovea.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The window that a pooling slides over its input, one number for each spatial axis.
 *
 * @param kernel its size
 * @param strides how far it moves
 * @param dilations the distance between its elements
 * @param given ONNX's pads {@code [begin..., end...]}
 * @param ceil whether a last window may reach beyond the padded input
 */
record PoolingWindow(long[] kernel, long[] strides, long[] dilations, long[] given, boolean ceil) {

    static PoolingWindow of(NodeCall step) {
        long[] kernel = step.attributes().integers("kernel_shape");
        long[] ones = ConvolutionOperators.ones(kernel.length);
        long[] strides = step.attributes().integers("strides", ones);
        long[] dilations = step.attributes().integers("dilations", ones);
        boolean ceil = step.attributes().integer("ceil_mode", 0) != 0;
        return new PoolingWindow(kernel, strides, dilations, step.pads(kernel, strides, dilations), ceil);
    }

    int axes() {
        return kernel.length;
    }

    /** Whether libtorch can pad: by the same on both sides, and by half a kernel at most. */
    boolean isPlain() {
        for (int i = 0; i < axes(); i++) {
            if (given[i] != given[axes() + i] || 2 * given[i] > kernel[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a last window that may reach beyond the input takes the place of pads behind it that differ from those
     * before it, as even sizes have them for a kernel of three and a stride of two.
     */
    boolean isPlainWithCeiling(Tensor input) {
        for (int i = 0; i < axes(); i++) {
            long begun = input.size(2 + i) + given[i];
            long windows = Math.floorDiv(begun + given[axes() + i] - extent(i), strides[i]) + 1;
            long reached = -Math.floorDiv(extent(i) - begun - given[i], strides[i]) + 1;
            if ((reached - 1) * strides[i] >= begun) {
                reached--; // libtorch leaves out a window that would start behind the input
            }
            if (ceil || windows != reached || 2 * given[i] > kernel[i]) {
                return false;
            }
        }
        return true;
    }

    /** From its first element to its last along an axis. */
    private long extent(int axis) {
        return (kernel[axis] - 1) * dilations[axis] + 1;
    }

    boolean isDilated() {
        return Arrays.stream(dilations).anyMatch(step -> step != 1);
    }

    /** The pads before each axis. */
    long[] begin() {
        return Arrays.copyOf(given, axes());
    }

    /** The pads for {@code input}, with what a last window needs beyond. */
    long[] pads(Tensor input) {
        long[] pads = beyond(input);
        for (int i = 0; i < pads.length; i++) {
            pads[i] += given[i];
        }
        return pads;
    }

    /** What a last window needs beyond the given pads, as pads. */
    long[] beyond(Tensor input) {
        long[] pads = new long[2 * axes()];
        for (int i = 0; ceil && i < axes(); i++) {
            long begun = input.size(2 + i) + given[i];
            long padded = begun + given[axes() + i];
            long last = (padded - extent(i) + strides[i] - 1) / strides[i] * strides[i];
            // A window that would start in the padding behind the input is left out.
            if (last < begun) {
                pads[axes() + i] = Math.max(0, last + extent(i) - padded);
            }
        }
        return pads;
    }
}
