package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Shape;
import io.fovea.graph.operator.Windows;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Convolution and its transpose: each is the other's gradient with respect to the image. */
final class ConvolutionRules {

    static final Map<String, Rule> TABLE =
            Map.ofEntries(entry("Conv", ConvolutionRules::conv), entry("ConvTranspose", ConvolutionRules::transposed));

    private ConvolutionRules() {}

    private static void conv(Vjp v) {
        long group = v.attributes().integer("group", 1);
        Windows windows = Windows.of(v.node(), kernel(v));
        if (v.wants(0)) {
            v.give(0, new Patches(v.e).scatter(v.g(), v.x(1), group, windows, v.x(0)));
        }
        if (v.wants(1)) {
            v.give(1, weights(v.e, v.x(0), windows, v.g(), group, v.x(1)));
        }
        bias(v);
    }

    private static void transposed(Vjp v) {
        long group = v.attributes().integer("group", 1);
        Windows windows = transposedWindows(v);
        if (v.wants(0)) {
            v.give(0, v.e.node("Conv", windows.convolution(group), v.g(), v.x(1)));
        }
        if (v.wants(1)) {
            v.give(1, weights(v.e, v.g(), windows, v.x(0), group, v.x(1)));
        }
        bias(v);
    }

    private static long[] kernel(Vjp v) {
        Shape weight = v.e.facts().shape(v.x(1));
        long[] declared = v.attributes().integers("kernel_shape");
        if (declared.length > 0) {
            return declared;
        }
        long[] sizes = Arrays.copyOfRange(weight.sizes(), Math.min(2, weight.sizes().length), weight.sizes().length);
        if (!weight.known() || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new NoDerivativeException("needs the size of its kernel, which the model does not declare");
        }
        return sizes;
    }

    /** Windows over the output of a ConvTranspose, with the pads that output_shape or auto_pad come to. */
    private static Windows transposedWindows(Vjp v) {
        Windows w = Windows.of(v.node(), kernel(v));
        int rank = w.rank();
        long[] asked = v.attributes().integers("output_shape");
        if (asked.length == 0 && !w.same()) {
            return w;
        }
        long[] more = v.attributes().integers("output_padding", Windows.filled(rank, 0));
        long[] pads = new long[2 * rank];
        for (int i = 0; i < rank; i++) {
            long total = w.span(i) - w.strides()[i] + more[i];
            if (asked.length > 0) {
                long size = v.e.facts().dimension(v.x(0), i + 2).size();
                if (size < 0) {
                    throw new NoDerivativeException("with output_shape needs the size of its input");
                }
                total += size * w.strides()[i] - asked[asked.length - rank + i];
            }
            total = Math.max(0, total);
            pads[i] = w.auto().equals("SAME_UPPER") ? total / 2 : total - total / 2;
            pads[i + rank] = total - pads[i];
        }
        return new Windows(w.kernel(), w.strides(), w.dilations(), pads, "NOTSET", false);
    }

    /**
     * The gradient of a kernel: the sum over images and windows of what lies under the window times what came of it.
     *
     * @param image {@code [N, C, ...]} that the windows lie over
     * @param windowed {@code [N, M, ...]}, one entry per window
     * @param weight {@code [M, C / group, ...]}
     */
    private static String weights(
            Emitter e, String image, Windows windows, String windowed, long group, String weight) {
        String images = e.sizeOf(image, 0);
        // Channels are counted by the weight: one of the two sizes of a free image could not be told from the other.
        String perGroup = e.mul(e.sizeOf(weight, 1), e.integers(windows.size()));
        String shape = e.concat(0, images, e.integers(group), perGroup, e.integers(-1));
        String patches = e.reshape(new Patches(e).gather(image, windows), shape);
        String outputs = e.div(e.sizeOf(weight, 0), e.integers(group));
        String results = e.reshape(windowed, e.concat(0, images, e.integers(group), outputs, e.integers(-1)));
        e.facts().note(patches, Shape.ofRank(4));
        String products = e.node("MatMul", results, ProductRules.turned(e, patches));
        e.facts().note(products, Shape.ofRank(4));
        return e.reshapeLike(e.forms().sum(products, false, 0), weight);
    }

    private static void bias(Vjp v) {
        if (v.wants(2)) {
            int rank = v.e.needRank(v.y());
            long[] axes = LongStream.range(0, rank).filter(axis -> axis != 1).toArray();
            v.give(2, v.e.forms().sum(v.g(), false, axes));
        }
    }
}
