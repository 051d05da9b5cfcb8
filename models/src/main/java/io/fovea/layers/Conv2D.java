package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * Convolution of {@code [C, H, W]} with {@code filters} kernels.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1).to(new Conv2D(32, 3).relu());   // [32, 26, 26]
 * x = x.to(new Conv2D(64, 3).strides(2).same());   // [64, 13, 13]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [filters, H', W']}, where {@code H'} is {@code ceil((H - span
 * + 1) / stride)} without padding and {@code ceil(H / stride)} with {@link #same}; the span of a kernel is {@code
 * (kernel - 1) * dilation + 1}.
 *
 * <p>Sizes are Keras's, but {@link #same} with a stride pads evenly and Keras more behind than before: weights that
 * were learnt there see an image moved by a pixel here. Each layer widens what an answer depends on by {@code (span -
 * 1) / 2} pixels times the strides before it, which is the halo that tiles need.
 */
public final class Conv2D extends Convolution<Conv2D> {

    private final int filters;
    private int groups = 1;

    /** A layer of {@code filters} kernels of {@code kernel x kernel}, stride 1, no padding. */
    public Conv2D(int filters, int kernel) {
        this(filters, kernel, kernel);
    }

    /** A layer of {@code filters} kernels of {@code height x width}, stride 1, no padding. */
    public Conv2D(int filters, int height, int width) {
        super(height, width);
        this.filters = filters;
    }

    /** Divides channels and filters into {@code count} groups that do not see each other. */
    public Conv2D groups(int count) {
        groups = count;
        return this;
    }

    @Override
    Conv2D self() {
        return this;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        if (channels % groups != 0 || filters % groups != 0) {
            throw new IllegalArgumentException("conv2d cannot divide " + channels + " channels and " + filters
                    + " filters into " + groups + " groups of equal size");
        }
        long area = window().area();
        int seen = channels / groups;
        String kernels = kernels(writer, seen * area, filters * area, filters, seen);
        Attributes attributes = window().attributes();
        writer.node(
                "Conv",
                withBias(writer, filters, input.name(), kernels),
                groups == 1 ? attributes : attributes.with("group", groups));
        return window().over(input, filters);
    }
}
