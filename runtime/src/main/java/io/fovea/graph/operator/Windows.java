package io.fovea.graph.operator;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a convolution or a pooling lays its windows over an image; one entry per spatial axis.
 *
 * @param kernel elements of a window
 * @param strides steps between windows
 * @param dilations steps within a window
 * @param pads elements added before, then after, for each axis as in ONNX; meaningless where {@code auto} is set
 * @param auto ONNX's {@code auto_pad}: {@code NOTSET}, {@code SAME_UPPER} or {@code SAME_LOWER}
 * @param ceil whether a window that is not full at the end counts
 */
public record Windows(long[] kernel, long[] strides, long[] dilations, long[] pads, String auto, boolean ceil) {

    /** Copies the arrays. */
    public Windows {
        kernel = kernel.clone();
        strides = strides.clone();
        dilations = dilations.clone();
        pads = pads.clone();
    }

    /** The windows that a node's attributes lay, with a kernel of these sizes. */
    public static Windows of(Node node, long[] kernel) {
        Attributes attributes = node.attributes();
        int rank = kernel.length;
        String auto = attributes.text("auto_pad", "NOTSET");
        boolean padded = auto.equals("NOTSET") || auto.isEmpty();
        return new Windows(
                kernel,
                attributes.integers("strides", filled(rank, 1)),
                attributes.integers("dilations", filled(rank, 1)),
                padded ? attributes.integers("pads", filled(2 * rank, 0)) : filled(2 * rank, 0),
                padded || auto.equals("VALID") ? "NOTSET" : auto,
                attributes.integer("ceil_mode", 0) == 1);
    }

    /** {@code length} times the same number. */
    public static long[] filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return values;
    }

    /** Number of spatial axes. */
    public int rank() {
        return kernel.length;
    }

    /** Whether the pads follow from the size of the image. */
    public boolean same() {
        return auto.startsWith("SAME");
    }

    /** Elements from the first to the last under a window. */
    public long span(int axis) {
        return dilations[axis] * (kernel[axis] - 1) + 1;
    }

    /** Number of windows along {@code axis} of an image of size {@code d}. */
    public Dimension count(Dimension d, int axis) {
        long stride = strides[axis];
        if (same()) {
            return Dims.windows(d, -1, stride);
        }
        long room = pads[axis] + pads[axis + rank()] - span(axis);
        if (!ceil) {
            return Dims.windows(d, room, stride);
        }
        // A last window that would begin beyond the image and its leading pad does not count.
        Dimension all = Dims.windows(d, room + stride - 1, stride);
        return all.isFixed() && d.isFixed() && (all.size() - 1) * stride >= d.size() + pads[axis]
                ? Dimension.fixed(all.size() - 1)
                : all;
    }

    /** The shape of the output for an input {@code [N, C, ...]}, with {@code channels} instead of C. */
    public Shape output(Shape input, Dimension channels) {
        if (input.rank() != rank() + 2) {
            throw new IllegalArgumentException("Windows of " + rank() + " axes over " + input);
        }
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(input.dimensions().get(0));
        dimensions.add(channels);
        for (int i = 0; i < rank(); i++) {
            dimensions.add(count(input.dimensions().get(i + 2), i));
        }
        return Shape.of(dimensions);
    }

    /** The same windows with the pads that {@code SAME_*} stands for, where strides or the input's sizes tell them. */
    public Windows resolved(Shape input) {
        if (!same()) {
            return this;
        }
        long[] explicit = new long[2 * rank()];
        for (int i = 0; i < rank(); i++) {
            Dimension d = input.known() ? input.dimensions().get(i + 2) : Dims.UNKNOWN;
            if (strides[i] != 1 && !d.isFixed()) {
                return this;
            }
            long total = strides[i] == 1
                    ? span(i) - 1
                    : Math.max(0, (count(d, i).size() - 1) * strides[i] + span(i) - d.size());
            explicit[i] = before(total);
            explicit[i + rank()] = total - explicit[i];
        }
        return new Windows(kernel, strides, dilations, explicit, "NOTSET", ceil);
    }

    /** What of an image the windows see, laid over what {@code x} sees: {@code [N, C, ...]}. */
    Reaches over(Reaches x) {
        Reaches seen = x;
        for (int i = 0; i < rank(); i++) {
            // Where the pads follow from the image, one that is no multiple of the stride has smaller ones.
            long most = span(i) - 1;
            long least = strides[i] == 1 ? most : Math.max(0, span(i) - strides[i]);
            double first = -(same() ? before(most) : pads[i]);
            double last = most - (same() ? before(least) : pads[i]);
            long stride = strides[i];
            seen = seen.with(i + 2, reach -> reach.window(stride, first, last, most));
        }
        return seen;
    }

    /** The part of a total pad that comes before the image. */
    private long before(long total) {
        return auto.equals("SAME_LOWER") ? total - total / 2 : total / 2;
    }

    /** The attributes of a convolution over these windows. */
    public Attributes convolution(long group) {
        Attributes attributes = Attributes.NONE
                .withIntegers("kernel_shape", kernel)
                .withIntegers("strides", strides)
                .withIntegers("dilations", dilations)
                .with("group", group);
        return same() ? attributes.with("auto_pad", auto) : attributes.withIntegers("pads", pads);
    }

    /** Number of elements of a window. */
    public int size() {
        return (int) Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
    }

    /** A copy. */
    @Override
    public long[] kernel() {
        return kernel.clone();
    }

    /** A copy. */
    @Override
    public long[] strides() {
        return strides.clone();
    }

    /** A copy. */
    @Override
    public long[] dilations() {
        return dilations.clone();
    }

    /** A copy. */
    @Override
    public long[] pads() {
        return pads.clone();
    }

    /** Whether everything agrees. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Windows that
                && Arrays.equals(kernel, that.kernel)
                && Arrays.equals(strides, that.strides)
                && Arrays.equals(dilations, that.dilations)
                && Arrays.equals(pads, that.pads)
                && auto.equals(that.auto)
                && ceil == that.ceil;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(kernel),
                Arrays.hashCode(strides),
                Arrays.hashCode(dilations),
                Arrays.hashCode(pads),
                auto,
                ceil);
    }
}
