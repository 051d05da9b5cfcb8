package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** Convolution of {@code [C, H, W]} with {@code filters} kernels. */
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
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
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
