package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.conv1d;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv3d;
import static org.bytedeco.pytorch.global.torch.conv_transpose1d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose3d;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Convolution and its transpose over one to three spatial axes. */
final class ConvolutionOperators {

    static final Map<String, TorchOperator> TABLE =
            Map.of("Conv", ConvolutionOperators::conv, "ConvTranspose", ConvolutionOperators::convTranspose);

    private ConvolutionOperators() {}

    private static long[] kernel(NodeCall step) {
        long[] weights = Tensors.sizes(step.input(1));
        return step.attributes().integers("kernel_shape", Arrays.copyOfRange(weights, 2, weights.length));
    }

    private static Tensor conv(NodeCall step) {
        long[] kernel = kernel(step);
        long[] ones = ones(kernel.length);
        long[] strides = step.attributes().integers("strides", ones);
        long[] dilations = step.attributes().integers("dilations", ones);
        Padded padded = Padded.of(step.input(0), step.pads(kernel, strides, dilations), 0);
        return convolve(
                padded.input(),
                step.input(1),
                step.optional(2),
                strides,
                padded.pads(),
                dilations,
                step.attributes().integer("group", 1));
    }

    /** A convolution over as many axes as {@code strides} has. */
    static Tensor convolve(
            Tensor input,
            Tensor kernel,
            TensorOptional bias,
            long[] strides,
            long[] pads,
            long[] dilations,
            long groups) {
        if (looksAtSinglePixels(kernel) && !Arrays.equals(strides, ones(strides.length))) {
            Tensor seen = everyOther(input, strides, pads);
            return convolve(seen, kernel, bias, ones(strides.length), new long[strides.length], dilations, groups);
        }
        return Autocast.suspendedIf(
                isSinglePixelWide(input, kernel, strides, pads, dilations), input, given -> switch (strides.length) {
                    case 1 -> conv1d(given, kernel, bias, strides, pads, dilations, groups);
                    case 2 -> conv2d(given, kernel, bias, strides, pads, dilations, groups);
                    case 3 -> conv3d(given, kernel, bias, strides, pads, dilations, groups);
                    default -> throw tooManyAxes("A convolution", strides.length);
                });
    }

    /**
     * Whether each row of a convolution's result is a single pixel, made of more than one. In bfloat16 oneDNN gets the
     * gradient of such a kernel wrong (pytorch/pytorch#169688 is the same of 3D results).
     */
    private static boolean isSinglePixelWide(
            Tensor input, Tensor kernel, long[] strides, long[] pads, long[] dilations) {
        int last = strides.length - 1;
        long looks = dilations[last] * (kernel.size(2 + last) - 1) + 1;
        return looks > 1 && (input.size(2 + last) + 2 * pads[last] - looks) / strides[last] == 0;
    }

    private static boolean looksAtSinglePixels(Tensor kernel) {
        return Arrays.stream(Tensors.sizes(kernel)).skip(2).allMatch(size -> size == 1);
    }

    /**
     * The pixels that a kernel of a single pixel looks at. Given strides and fewer channels than a vector has, 8 or 16, oneDNN writes
     * past its memory on the way to that kernel's gradient (uxlfoundation/oneDNN#6035): the gradient is wrong, or Java
     * dies, or waits forever. Without strides it does not.
     */
    private static Tensor everyOther(Tensor input, long[] strides, long[] pads) {
        Tensor seen = input;
        if (!Arrays.equals(pads, new long[pads.length])) {
            long[] bothSides = Arrays.copyOf(pads, 2 * pads.length);
            System.arraycopy(pads, 0, bothSides, pads.length, pads.length);
            seen = Padded.fill(input, bothSides, 0);
        }
        for (int i = 0; i < strides.length; i++) {
            seen = seen.slice(2 + i, new LongOptional(0), new LongOptional(seen.size(2 + i)), strides[i]);
        }
        return seen;
    }

    static io.fovea.FoveaException tooManyAxes(String what, int axes) {
        return new io.fovea.FoveaException(
                what + " over " + axes + " spatial axes cannot run on libtorch; it knows 1, 2 and 3.");
    }

    static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Tensor convTranspose(NodeCall step) {
        Tensor input = step.input(0);
        long[] kernel = kernel(step);
        int axes = kernel.length;
        long[] strides = step.attributes().integers("strides", ones(axes));
        long[] dilations = step.attributes().integers("dilations", ones(axes));
        long[] extra = step.attributes().integers("output_padding", new long[axes]);
        long[] pads = transposedPads(step, kernel, strides, dilations, extra);
        long[] even = new long[axes];
        for (int i = 0; i < axes; i++) {
            long missing = Math.max(0, -pads[axes + i]);
            if (extra[i] + missing < Math.max(strides[i], dilations[i])) {
                // What the end lacks to the asked size has the bias, which mere padding would not.
                extra[i] += missing;
                pads[axes + i] += missing;
            }
            even[i] = Math.max(0, Math.min(pads[i], pads[axes + i]));
        }
        TensorOptional bias = step.optional(2);
        long groups = step.attributes().integer("group", 1);
        // The input has the part that a convolution's result has, see isSinglePixelWide.
        boolean isSinglePixelWide = input.size(1 + axes) == 1;
        Tensor full = Autocast.suspendedIf(isSinglePixelWide, input, given -> switch (axes) {
            case 1 -> conv_transpose1d(given, step.input(1), bias, strides, even, extra, groups, dilations);
            case 2 -> conv_transpose2d(given, step.input(1), bias, strides, even, extra, groups, dilations);
            case 3 -> conv_transpose3d(given, step.input(1), bias, strides, even, extra, groups, dilations);
            default -> throw tooManyAxes("A transposed convolution", axes);
        });
        return cropped(full, pads, even);
    }

    /** What to crop, where the node may give the size of the result instead. */
    private static long[] transposedPads(NodeCall step, long[] kernel, long[] strides, long[] dilations, long[] extra) {
        int axes = kernel.length;
        String auto = step.attributes().text("auto_pad", "NOTSET");
        boolean same = auto.startsWith("SAME");
        if (!same && !step.attributes().has("output_shape")) {
            return step.attributes().integers("pads", new long[2 * axes]);
        }
        long[] sizes = step.attributes().integers("output_shape");
        long[] pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            long in = step.input(0).size(2 + i);
            long out = sizes == null || sizes.length == 0 ? in * strides[i] : sizes[sizes.length - axes + i];
            long total = strides[i] * (in - 1) + extra[i] + (kernel[i] - 1) * dilations[i] + 1 - out;
            long smaller = Math.floorDiv(total, 2);
            pads[i] = auto.equals("SAME_UPPER") ? smaller : total - smaller;
            pads[axes + i] = total - pads[i];
        }
        return pads;
    }

    /** Takes away what uneven pads ask for beyond the {@code even} ones libtorch has applied; negative ones add. */
    private static Tensor cropped(Tensor full, long[] pads, long[] even) {
        long[] rest = new long[pads.length];
        for (int i = 0; i < pads.length; i++) {
            rest[i] = even[i % even.length] - pads[i];
        }
        return Arrays.equals(rest, new long[rest.length]) ? full : Padded.fill(full, rest, 0);
    }
}
