package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * A depthwise convolution of {@code [C, H, W]}, then a convolution of one pixel that mixes the channels into {@code
 * filters}: about a ninth of the work of a 3 x 3 {@link Conv2D}.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 16).to(new SeparableConv2D(64, 3).same().relu());   // [64, 32, 32]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [filters, H', W']}, sizes as of {@link Conv2D}.
 */
public final class SeparableConv2D extends Convolution<SeparableConv2D> {

    private final int filters;
    private int multiplier = 1;

    /** A layer of {@code filters} outputs over windows of {@code kernel x kernel}, stride 1, no padding. */
    public SeparableConv2D(int filters, int kernel) {
        super(kernel, kernel);
        this.filters = filters;
    }

    /** Gives every channel {@code kernels} kernels before they are mixed. */
    public SeparableConv2D depthMultiplier(int kernels) {
        multiplier = kernels;
        return this;
    }

    @Override
    SeparableConv2D self() {
        return this;
    }

    @Override
    protected String kind() {
        return "separable_conv2d";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        String apart = writer.node(
                "Conv",
                List.of(input.name(), depthwiseKernels(writer, channels, multiplier)),
                window().attributes().with("group", channels));
        String mixing = pointwiseKernels(writer, filters, (long) channels * multiplier);
        writer.node(
                "Conv", withBias(writer, filters, apart, mixing), Attributes.NONE.withIntegers("kernel_shape", 1, 1));
        return window().over(input, filters);
    }
}
