package io.fovea.autodiff;

import io.fovea.graph.Attributes;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Dims;
import io.fovea.graph.operator.TurnedKernels;
import io.fovea.graph.operator.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What lies under each window of an image, and the way back: plain convolutions, which every opset and device has. */
final class Patches {
    private final Emitter e;

    Patches(Emitter emitter) {
        this.e = emitter;
    }

    /** A kernel {@code [K, 1, ...]} that picks each of the K elements of a window; the convolution with it is im2col. */
    String identity(Windows windows, String like) {
        int size = windows.size();
        float[] values = new float[size * size];
        for (int i = 0; i < size; i++) {
            values[i * size + i] = 1;
        }
        return e.typed(Tensor.of(values, kernelShape(windows, size)), like);
    }

    /** A kernel {@code [1, 1, ...]} of ones. */
    String ones(Windows windows, String like) {
        float[] values = new float[windows.size()];
        Arrays.fill(values, 1);
        return e.typed(Tensor.of(values, kernelShape(windows, 1)), like);
    }

    private static long[] kernelShape(Windows windows, int outputs) {
        long[] shape = new long[windows.rank() + 2];
        shape[0] = outputs;
        shape[1] = 1;
        System.arraycopy(windows.kernel(), 0, shape, 2, windows.rank());
        return shape;
    }

    /** The sizes behind batch and channels: an int64 vector. */
    String spatial(String image) {
        int rank = e.needRank(image);
        long[] sizes = e.facts().shape(image).sizes();
        boolean fixed = Arrays.stream(sizes).skip(2).allMatch(size -> size >= 0);
        return fixed
                ? e.integers(Arrays.copyOfRange(sizes, 2, rank))
                : e.forms().slice(e.shapeOf(image), e.integers(2), e.integers(rank), 0);
    }

    /** {@code [N, C, ...]} as {@code [N*C, 1, ...]}: each channel an image of its own. */
    String channelsApart(String image) {
        String apart = e.reshape(image, e.concat(0, e.integers(-1, 1), spatial(image)));
        Shape shape = e.facts().shape(image);
        List<Dimension> dimensions = new ArrayList<>(shape.dimensions());
        boolean fixed = dimensions.get(0).isFixed() && dimensions.get(1).isFixed();
        long images = dimensions.get(0).size() * dimensions.get(1).size();
        dimensions.set(0, fixed ? Dimension.fixed(images) : Dims.UNKNOWN);
        dimensions.set(1, Dimension.fixed(1));
        e.facts().note(apart, Shape.of(dimensions));
        return apart;
    }

    /** The elements under each window, {@code [N*C, K, ...]}; elements outside the image are 0. */
    String gather(String image, Windows windows) {
        return e.node("Conv", windows.convolution(1), channelsApart(image), identity(windows, image));
    }

    /**
     * Adds what each window holds, weighted, back into an image: the transpose of a convolution.
     *
     * @param content {@code [N, M, ...]}, one entry per window
     * @param weight {@code [M, C / group, ...]}
     * @param image has the wanted sizes {@code [N, C, ...]}, of which the spatial ones count
     */
    String scatter(String content, String weight, long group, Windows windows, String image) {
        Windows w = windows.resolved(e.facts().shape(image));
        int rank = w.rank();
        long[] pads = new long[2 * rank];
        long[] extra = new long[rank];
        List<Integer> cropped = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Dimension size = e.facts().dimension(image, i + 2);
            Dimension count = e.facts().dimension(content, i + 2);
            long stride = w.strides()[i];
            pads[i] = w.same() ? 0 : w.pads()[i];
            if (!w.same() && size.isFixed() && count.isFixed()) {
                long rest = (count.size() - 1) * stride + w.span(i) - pads[i] - size.size();
                pads[i + rank] = Math.max(0, rest);
                extra[i] = Math.max(0, -rest);
            } else if (!w.same() && stride == 1) {
                pads[i + rank] = w.pads()[i + rank];
            } else {
                // The last window may end up to a stride before the image does; what is too much is cut off.
                extra[i] = stride - 1;
                cropped.add(i);
            }
        }
        if (Arrays.stream(w.strides()).allMatch(stride -> stride == 1)
                && Arrays.stream(extra).allMatch(n -> n == 0)) {
            Optional<TurnedKernels> turned = e.facts()
                    .graph()
                    .constant(weight)
                    .flatMap(kernels -> TurnedKernels.of(kernels, (int) group, w.dilations(), pads));
            if (turned.isPresent()) {
                return plain(content, turned.get(), group, w);
            }
        }
        Attributes attributes = Attributes.NONE
                .withIntegers("kernel_shape", w.kernel())
                .withIntegers("strides", w.strides())
                .withIntegers("dilations", w.dilations())
                .withIntegers("pads", pads)
                .withIntegers("output_padding", extra)
                .with("group", group);
        String whole = e.node("ConvTranspose", attributes, content, weight);
        return cropped.isEmpty() ? whole : crop(whole, content, w, image, cropped);
    }

    private String plain(String content, TurnedKernels turned, long group, Windows w) {
        Windows around = new Windows(w.kernel(), w.strides(), w.dilations(), turned.pads(), "NOTSET", false);
        return e.node("Conv", around.convolution(group), content, e.constant(turned.kernels()));
    }

    private String crop(String whole, String content, Windows w, String image, List<Integer> axes) {
        List<String> starts = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (int i : axes) {
            String size = e.sizeOf(image, i + 2);
            String start = w.same() ? padBefore(content, w, size, i) : e.integers(0);
            starts.add(start);
            ends.add(w.same() ? e.add(start, size) : size);
        }
        return e.forms()
                .slice(
                        whole,
                        e.concat(0, starts),
                        e.concat(0, ends),
                        axes.stream().mapToLong(i -> i + 2).toArray());
    }

    /** The leading pad that {@code SAME_*} comes to, found at run time. */
    private String padBefore(String content, Windows w, String size, int axis) {
        String reach = e.add(
                e.mul(e.add(e.sizeOf(content, axis + 2), e.integers(-1)), e.integers(w.strides()[axis])),
                e.integers(w.span(axis)));
        String total = e.sub(reach, size);
        if (w.span(axis) < w.strides()[axis]) {
            e.needOpset(12, "with auto_pad and windows apart");
            total = e.node("Max", total, e.integers(0));
        }
        String half = e.div(total, e.integers(2));
        return w.auto().equals("SAME_LOWER") ? e.sub(total, half) : half;
    }

    /** {@code value} without what lies beyond the spatial sizes of {@code like}. */
    String cropLike(String value, String like) {
        if (e.facts().shape(value).isFixed()
                && e.facts().shape(value).equals(e.facts().shape(like))) {
            return value;
        }
        int rank = e.needRank(like);
        long[] axes = LongStream.range(2, rank).toArray();
        return e.forms().slice(value, e.integers(Windows.filled(rank - 2, 0)), spatial(like), axes);
    }
}
