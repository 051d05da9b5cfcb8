package io.fovea.layers;

import java.util.List;

/**
 * Convolution of every channel of {@code [C, H, W]} with kernels of its own; channels do not mix.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 16).to(new DepthwiseConv2D(3).same());   // [16, 32, 32]
 * x = x.to(new DepthwiseConv2D(3).depthMultiplier(2));   // [32, 30, 30]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C * multiplier, H', W']}, sizes as of {@link Conv2D}.
 */
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
    protected String kind() {
        return "depthwise_conv2d";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
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
