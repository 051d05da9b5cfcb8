package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.ArrayList;
import java.util.List;

/** Convolution of {@code [C, H, W]} with {@code filters} square kernels. */
public final class Conv2D extends Layer {

    private final int filters;
    private final int kernel;
    private int stride = 1;
    private Padding padding = Padding.VALID;
    private boolean bias = true;
    private Initializer initializer = Initializer.GLOROT_UNIFORM;

    /** A layer of {@code filters} kernels of {@code kernel x kernel}, stride 1, no padding. */
    public Conv2D(int filters, int kernel) {
        this.filters = filters;
        this.kernel = kernel;
    }

    /** Moves the window by {@code step} pixels. */
    public Conv2D strides(int step) {
        stride = step;
        return this;
    }

    /** Pads the border. */
    public Conv2D padding(Padding border) {
        padding = border;
        return this;
    }

    /** Keeps the image's size, or divides it by the stride. */
    public Conv2D same() {
        return padding(Padding.SAME);
    }

    /** Leaves the bias out, as before a batch normalisation. */
    public Conv2D withoutBias() {
        bias = false;
        return this;
    }

    /** How the kernels begin; Glorot uniform by default. */
    public Conv2D initializer(Initializer kernels) {
        initializer = kernels;
        return this;
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        long window = (long) kernel * kernel;
        List<String> operands = new ArrayList<>(List.of(
                input.name(),
                writer.weight(
                        "kernel",
                        initializer,
                        channels * window,
                        filters * window,
                        filters,
                        channels,
                        kernel,
                        kernel)));
        if (bias) {
            operands.add(writer.weight("bias", new float[filters], filters));
        }
        writer.node(
                "Conv",
                operands,
                Attributes.NONE
                        .withIntegers("kernel_shape", kernel, kernel)
                        .withIntegers("strides", stride, stride)
                        .withIntegers("pads", padding.pads(kernel)));
        return new long[] {
            filters, padding.outputs(input.height(), kernel, stride), padding.outputs(input.width(), kernel, stride)
        };
    }
}
