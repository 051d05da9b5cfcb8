package io.fovea.layers;

import java.util.List;

/**
 * Transposed convolution of {@code [C, H, W]} with {@code filters} square kernels: the stride enlarges.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(16, 16, 64).to(new Conv2DTranspose(32, 3).strides(2).same());   // [32, 32, 32]
 * x = x.to(new Conv2DTranspose(8, 2).strides(2));   // [8, 64, 64]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [filters, H * stride, W * stride]} with {@link #same}, {@code
 * [filters, (H - 1) * stride + span, (W - 1) * stride + span]} without padding.
 *
 * <p>It does not undo rounding: of 9 pixels a convolution of stride 2 makes 5, and of those this layer 10; see {@link
 * ResizeLike}. A kernel that is no multiple of the stride covers some pixels more often than others, which shows as a
 * chequerboard (Odena et al., 2016).
 */
public final class Conv2DTranspose extends Convolution<Conv2DTranspose> {

    private final int filters;

    /** A layer of {@code filters} kernels of {@code kernel x kernel}, stride 1, no padding. */
    public Conv2DTranspose(int filters, int kernel) {
        super(kernel, kernel);
        this.filters = filters;
    }

    @Override
    Conv2DTranspose self() {
        return this;
    }

    @Override
    protected String kind() {
        return "conv2d_transpose";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        int span = window().spanHeight();
        int stride = window().stride();
        boolean same = window().padding() == Padding.SAME;
        if (same && span < stride) {
            throw new IllegalArgumentException(
                    "A kernel of " + span + " cannot cover a stride of " + stride + "; use a kernel at least as large");
        }
        long area = window().area();
        String kernels = kernels(writer, filters * area, channels * area, channels, filters);
        // The full output is span - stride larger than stride times the input; an odd excess needs output_padding.
        long pad = same ? (span - stride + 1) / 2 : 0;
        long extra = same ? stride - span + 2 * pad : 0;
        writer.node(
                "ConvTranspose",
                withBias(writer, filters, input.name(), kernels),
                window().unpadded()
                        .withIntegers("pads", pad, pad, pad, pad)
                        .withIntegers("output_padding", extra, extra));
        return new long[] {filters, enlarged(input.height()), enlarged(input.width())};
    }

    private long enlarged(long size) {
        if (size < 0) {
            return -1;
        }
        int stride = window().stride();
        return window().padding() == Padding.SAME ? size * stride : (size - 1) * stride + window().spanHeight();
    }
}
