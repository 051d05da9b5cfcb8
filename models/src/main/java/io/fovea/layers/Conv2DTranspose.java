package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * Transposed convolution of {@code [C, H, W]} with {@code filters} square kernels. With {@link #same} padding the output
 * is {@code stride} times the input's size.
 */
public final class Conv2DTranspose extends Layer {

    private final int filters;
    private final int kernel;
    private int stride = 1;
    private Padding padding = Padding.VALID;

    /** A layer of {@code filters} kernels of {@code kernel x kernel}, stride 1, no padding. */
    public Conv2DTranspose(int filters, int kernel) {
        this.filters = filters;
        this.kernel = kernel;
    }

    /** Enlarges by {@code step}. */
    public Conv2DTranspose strides(int step) {
        stride = step;
        return this;
    }

    /** Makes the output exactly {@code stride} times as large as the input. */
    public Conv2DTranspose same() {
        if (kernel < stride) {
            throw new IllegalArgumentException("A kernel of " + kernel + " cannot cover a stride of " + stride
                    + "; use a kernel at least as large");
        }
        padding = Padding.SAME;
        return this;
    }

    @Override
    String kind() {
        return "conv2d_transpose";
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        long window = (long) kernel * kernel;
        String weights = writer.weight(
                "kernel",
                Initializer.GLOROT_UNIFORM,
                filters * window,
                channels * window,
                channels,
                filters,
                kernel,
                kernel);
        String bias = writer.weight("bias", new float[filters], filters);
        boolean same = padding == Padding.SAME;
        // The full output is kernel - stride larger than stride times the input; an odd excess needs output_padding.
        long pad = same ? (kernel - stride + 1) / 2 : 0;
        long extra = same ? stride - kernel + 2 * pad : 0;
        writer.node(
                "ConvTranspose",
                List.of(input.name(), weights, bias),
                Attributes.NONE
                        .withIntegers("kernel_shape", kernel, kernel)
                        .withIntegers("strides", stride, stride)
                        .withIntegers("pads", pad, pad, pad, pad)
                        .withIntegers("output_padding", extra, extra));
        return new long[] {filters, enlarged(input.height()), enlarged(input.width())};
    }

    private long enlarged(long size) {
        if (size < 0) {
            return -1;
        }
        return padding == Padding.SAME ? size * stride : (size - 1) * stride + kernel;
    }
}
