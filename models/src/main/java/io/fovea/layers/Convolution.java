package io.fovea.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * What convolutions share: kernels that are learnt, dilation, a bias. Kernels begin Glorot uniform and biases zero, as
 * in Keras.
 *
 * @param <L> the layer itself
 */
public abstract class Convolution<L extends Convolution<L>> extends Windowed<L> {

    private boolean bias = true;
    private Initializer initializer = Initializer.GLOROT_UNIFORM;
    private Initializer biasInitializer = Initializer.ZEROS;

    Convolution(int height, int width) {
        super(Window.of(height, width));
    }

    /** Spreads the kernel: {@code distance} pixels from one of its inputs to the next. */
    public final L dilation(int distance) {
        return window(window().dilation(distance));
    }

    /** Leaves the bias out, as before a batch normalisation. */
    public final L withoutBias() {
        bias = false;
        return self();
    }

    /** How the kernels begin. */
    public final L initializer(Initializer kernels) {
        initializer = kernels;
        return self();
    }

    /** How the biases begin. */
    public final L biasInitializer(Initializer biases) {
        biasInitializer = biases;
        return self();
    }

    /** Kernels {@code [outer, inner, height, width]} of the window's size; returns their value name. */
    final String kernels(LayerWriter writer, long fanIn, long fanOut, long outer, long inner) {
        return writer.weight("kernel", initializer, fanIn, fanOut, outer, inner, window().height(), window().width());
    }

    /** One kernel per input channel and copy, {@code [channels * multiplier, 1, height, width]}. */
    final String depthwiseKernels(LayerWriter writer, int channels, int multiplier) {
        // Keras counts all channels as a depthwise kernel's fan in, though each output sees one.
        long area = window().area();
        return writer.weight(
                "depthwise_kernel",
                initializer,
                channels * area,
                multiplier * area,
                (long) channels * multiplier,
                1,
                window().height(),
                window().width());
    }

    /** Kernels of one pixel, {@code [filters, channels, 1, 1]}. */
    final String pointwiseKernels(LayerWriter writer, long filters, long channels) {
        return writer.weight("pointwise_kernel", initializer, channels, filters, filters, channels, 1, 1);
    }

    /** {@code operands} and, unless it was left out, a bias for {@code filters} channels. */
    final List<String> withBias(LayerWriter writer, int filters, String... operands) {
        List<String> all = new ArrayList<>(List.of(operands));
        if (bias) {
            all.add(writer.weight("bias", biasInitializer, filters, filters, filters));
        }
        return all;
    }
}
