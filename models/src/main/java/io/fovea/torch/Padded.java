package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.constant_pad_nd;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An input with the padding libtorch still has to add: its operators pad symmetrically, ONNX's need not.
 *
 * @param input the tensor, padded already where the pads were uneven
 * @param pads what is left to add on either side of each spatial axis
 */
record Padded(Tensor input, long[] pads) {

    /** Splits ONNX's {@code pads} for an operator that fills the border with {@code fill}. */
    static Padded of(Tensor input, long[] pads, double fill) {
        int axes = pads.length / 2;
        long[] begin = Arrays.copyOf(pads, axes);
        if (Arrays.equals(begin, Arrays.copyOfRange(pads, axes, 2 * axes))) {
            return new Padded(input, begin);
        }
        return new Padded(fill(input, pads, fill), new long[axes]);
    }

    /** The input with a border of {@code value}; ONNX's {@code pads} are of the last axes, negative ones crop. */
    static Tensor fill(Tensor input, long[] pads, double value) {
        int axes = pads.length / 2;
        long[] lastAxisFirst = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            lastAxisFirst[2 * i] = pads[axes - 1 - i];
            lastAxisFirst[2 * i + 1] = pads[2 * axes - 1 - i];
        }
        return constant_pad_nd(input, lastAxisFirst, new Scalar(value));
    }
}
