package io.fovea.autodiff;

import static java.util.Map.entry;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Pooling over windows and over whole images. */
final class PoolingRules {

    static final Map<String, Rule> TABLE = Map.ofEntries(
            entry("MaxPool", PoolingRules::maxPool),
            entry("AveragePool", PoolingRules::averagePool),
            entry("LpPool", v -> {
                double p = v.attributes().integer("p", 2);
                Windows windows = windows(v);
                String content = v.e.mul(v.g(), v.e.power(v.y(), 1 - p));
                v.give(0, v.e.mul(spread(v, content, windows), lp(v, p)));
            }),
            entry("GlobalAveragePool", v -> {
                String share = v.e.div(v.g(), v.e.forms().ratio(v.x(), v.y()));
                v.give(0, v.e.forms().expandLike(share, v.x()));
            }),
            entry("GlobalMaxPool", v -> {
                String mask = v.e.equal(v.x(), v.e.forms().expandLike(v.y(), v.x()));
                long[] axes = LongStream.range(2, v.e.needRank(v.x())).toArray();
                String share = v.e.div(v.g(), v.e.forms().sum(mask, true, axes));
                v.give(0, v.e.mul(mask, share));
            }),
            entry("GlobalLpPool", v -> {
                double p = v.attributes().integer("p", 2);
                v.give(0, v.e.mul(v.e.mul(v.g(), v.e.power(v.y(), 1 - p)), lp(v, p)));
            }));

    /** Before, a window that ends behind the pads was divided by its whole size where pads count, which ONNX corrected then. */
    private static final int CLIPPED_SINCE = 19;

    private PoolingRules() {}

    private static Windows windows(Vjp v) {
        return Windows.of(v.node(), v.attributes().integers("kernel_shape"));
    }

    /** {@code |x|^(p-1) sign(x)}. */
    private static String lp(Vjp v, double p) {
        return p == 2 ? v.x() : v.e.mul(v.e.power(v.e.node("Abs", v.x()), p - 1), v.e.sign(v.x()));
    }

    /** What each window has, given to all of its elements; {@code [N, C, ...]} both. */
    private static String spread(Vjp v, String content, Windows windows) {
        Patches patches = new Patches(v.e);
        String apart = patches.channelsApart(content);
        String image = patches.channelsApart(v.x());
        return v.e.reshapeLike(patches.scatter(apart, patches.ones(windows, content), 1, windows, image), v.x());
    }

    private static void maxPool(Vjp v) {
        v.give(0, v.e.opset() >= 16 ? byIndex(v) : byWindow(v));
    }

    /** Indices count through all elements, so one scatter over the flat image does. */
    private static String byIndex(Vjp v) {
        Emitter e = v.e;
        Attributes attributes = v.attributes().without("storage_order");
        String indices = e.outputs(2, "MaxPool", attributes, v.x()).get(1);
        String size = e.reshape(e.node("Size", v.x()), 1);
        String empty = e.node("ConstantOfShape", Attributes.NONE.with("value", Tensor.of(0f)), size);
        // Scatters that add are not there in half precision on the CPU.
        String sum = e.node(
                "ScatterElements",
                Attributes.NONE.with("axis", 0).with("reduction", "add"),
                empty,
                e.reshape(indices, -1),
                e.reshape(e.cast(v.g(), ElementType.FLOAT), -1));
        String flat = e.cast(sum, e.facts().type(v.g()));
        return e.reshapeLike(flat, v.x());
    }

    /** Before scatters could add: which element of each window is the first largest, then a transposed convolution. */
    private static String byWindow(Vjp v) {
        Emitter e = v.e;
        Windows windows = windows(v).resolved(e.facts().shape(v.x()));
        if (windows.same()) {
            throw new NoDerivativeException("with auto_pad and free sizes has no derivative below opset 16");
        }
        double lowest = e.facts().type(v.x()) == ElementType.FLOAT16 ? -60000 : -3e38;
        Patches patches = new Patches(e);
        String padded = e.forms().pad(v.x(), e.integers(allPads(windows, true)), lowest);
        Windows inside = new Windows(
                windows.kernel(),
                windows.strides(),
                windows.dilations(),
                Windows.filled(2 * windows.rank(), 0),
                "NOTSET",
                false);
        String g = patches.channelsApart(v.g());
        String content = patches.gather(padded, inside);
        if (windows.ceil()) {
            content = patches.cropLike(content, g);
        }
        String first = e.node("ArgMax", Attributes.NONE.with("axis", 1).with("keepdims", 1), content);
        long[] along = Windows.filled(windows.rank() + 2, 1);
        along[1] = windows.size();
        String places = e.constant(Tensor.of(LongStream.range(0, windows.size()).toArray(), along));
        String chosen = e.mul(g, e.mask(e.node("Equal", first, places), g));
        e.facts().note(chosen, withChannels(e, g, windows.size()));
        String image =
                patches.scatter(chosen, patches.identity(windows, chosen), 1, windows, patches.channelsApart(v.x()));
        return e.reshapeLike(image, v.x());
    }

    private static Shape withChannels(Emitter e, String value, long channels) {
        var dimensions = new ArrayList<>(e.facts().shape(value).dimensions());
        dimensions.set(1, Dimension.fixed(channels));
        return Shape.of(dimensions);
    }

    /** Pads for batch, channels and space; with {@code full}, room for the last window of {@code ceil_mode}. */
    private static long[] allPads(Windows windows, boolean full) {
        int rank = windows.rank();
        long[] pads = new long[2 * (rank + 2)];
        for (int i = 0; i < rank; i++) {
            pads[i + 2] = windows.pads()[i];
            pads[rank + 4 + i] = windows.pads()[i + rank] + (full && windows.ceil() ? windows.strides()[i] - 1 : 0);
        }
        return pads;
    }

    private static void averagePool(Vjp v) {
        Emitter e = v.e;
        Windows windows = windows(v);
        boolean include = v.attributes().integer("count_include_pad", 0) == 1;
        boolean bare = !windows.same() && Arrays.stream(windows.pads()).allMatch(pad -> pad == 0);
        boolean alike = windows.ceil() ? include && e.opset() < CLIPPED_SINCE : include || bare;
        String content = alike
                ? e.mul(v.g(), 1.0 / windows.size())
                : e.div(v.g(), e.reshapeLike(counts(v, windows, include), v.g()));
        v.give(0, spread(v, content, windows));
    }

    /** How many elements each window's mean is over, {@code [N*C, 1, ...]}. */
    private static String counts(Vjp v, Windows windows, boolean include) {
        Emitter e = v.e;
        Patches patches = new Patches(e);
        String ones = patches.channelsApart(e.onesLike(v.x()));
        Windows counted = windows;
        if (windows.ceil()) {
            int rank = windows.rank();
            long[] pads = windows.pads().clone();
            if (include) {
                ones = e.forms().pad(ones, e.integers(allPads(windows, false)), 1);
                Arrays.fill(pads, 0);
            }
            for (int i = 0; i < rank; i++) {
                pads[i + rank] += windows.strides()[i] - 1;
            }
            counted = new Windows(windows.kernel(), windows.strides(), windows.dilations(), pads, "NOTSET", false);
        }
        String counts = e.node("Conv", counted.convolution(1), ones, patches.ones(windows, ones));
        return windows.ceil() ? patches.cropLike(counts, patches.channelsApart(v.g())) : counts;
    }
}
