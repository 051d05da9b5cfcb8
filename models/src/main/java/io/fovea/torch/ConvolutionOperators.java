package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Convolution and its transpose over two spatial axes. */
final class ConvolutionOperators {

    static final Map<String, Operator> TABLE =
            Map.of("Conv", ConvolutionOperators::conv, "ConvTranspose", ConvolutionOperators::convTranspose);

    private ConvolutionOperators() {}

    private static long[] kernel(Step step) {
        long[] weights = step.input(1).sizes().vec().get();
        return step.attributes().integers("kernel_shape", Arrays.copyOfRange(weights, 2, weights.length));
    }

    private static Tensor conv(Step step) {
        long[] strides = step.attributes().integers("strides", 1, 1);
        long[] dilations = step.attributes().integers("dilations", 1, 1);
        Padded padded = Padded.of(step.input(0), step.pads(kernel(step), strides, dilations), 0);
        return conv2d(
                padded.input(),
                step.input(1),
                step.optional(2),
                strides,
                padded.pads(),
                dilations,
                step.attributes().integer("group", 1));
    }

    private static Tensor convTranspose(Step step) {
        long[] strides = step.attributes().integers("strides", 1, 1);
        long[] dilations = step.attributes().integers("dilations", 1, 1);
        long[] extra = step.attributes().integers("output_padding", 0, 0);
        long[] pads = step.attributes().integers("pads", 0, 0, 0, 0);
        long[] smaller = {Math.min(pads[0], pads[2]), Math.min(pads[1], pads[3])};
        Tensor full = conv_transpose2d(
                step.input(0),
                step.input(1),
                step.optional(2),
                strides,
                smaller,
                extra,
                step.attributes().integer("group", 1),
                dilations);
        return cropped(full, pads, smaller);
    }

    /** Takes away what uneven pads ask for beyond the {@code even} ones libtorch has applied. */
    private static Tensor cropped(Tensor full, long[] pads, long[] even) {
        Tensor image = full;
        for (int axis = 0; axis < 2; axis++) {
            long begin = pads[axis] - even[axis];
            long end = pads[axis + 2] - even[axis];
            if (begin + end > 0) {
                image = image.narrow(2 + axis, begin, image.size(2 + axis) - begin - end);
            }
        }
        return image;
    }
}
