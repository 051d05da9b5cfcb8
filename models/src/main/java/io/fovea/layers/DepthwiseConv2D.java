package io.fovea.layers;

import java.util.List;

/** Convolution of every channel of {@code [C, H, W]} with kernels of its own; channels do not mix. */
public final class DepthwiseConv2D extends Convolution<DepthwiseConv2D> {

    private int multiplier = 1;

    /** A layer of {@code kernel x kernel} kernels, one per channel, stride 1, no padding. */
    public DepthwiseConv2D(int kernel) {
        super(kernel, kernel);
    }

    /** Gives every channel {@code kernels} kernels, and as many outputs, side by side. */
    public DepthwiseConv2D depthMultiplier(int kernels) {
        multiplier = kernels;
        return this;
    }

    @Override
    DepthwiseConv2D self() {
        return this;
    }

    @Override
    String kind() {
        return "depthwise_conv2d";
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        int filters = channels * multiplier;
        writer.node(
                "Conv",
                withBias(writer, filters, input.name(), depthwiseKernels(writer, channels, multiplier)),
                window().attributes().with("group", channels));
        return window().over(input, filters);
    }
}
