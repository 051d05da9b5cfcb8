package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * Squeeze-and-excitation of {@code [C, H, W]} (Hu et al., 2018): the channels' means, squeezed to fewer numbers and
 * widened again, become gates between 0 and 1 that the channels are multiplied by.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 16).to(new SqueezeExcite(4));   // [16, 32, 32]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: the same.
 *
 * <p>The gates depend on the whole image, so a segmentation by tiles differs from one of the whole, whatever the halo.
 */
public final class SqueezeExcite extends Layer {

    private final int squeezed;
    private Activation inner = Activation.RELU;

    /** A layer with {@code squeezed} numbers in between, rectified. */
    public SqueezeExcite(int squeezed) {
        this.squeezed = squeezed;
    }

    /** The function of the squeezed numbers. */
    public SqueezeExcite inner(Activation function) {
        inner = function;
        return this;
    }

    @Override
    protected String kind() {
        return "squeeze_excite";
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        int channels = input.channels();
        String means = writer.node("GlobalAveragePool", List.of(input.name()), Attributes.NONE);
        String few = inner.write(writer, pointwise(writer, "squeeze", means, channels, squeezed));
        String gates = Activation.SIGMOID.write(writer, pointwise(writer, "excite", few, squeezed, channels));
        writer.node("Mul", List.of(input.name(), gates), Attributes.NONE);
        return input.shape();
    }

    private static String pointwise(LayerWriter writer, String what, String input, int from, int to) {
        return writer.node(
                "Conv",
                List.of(
                        input,
                        writer.weight(what + "_kernel", Initializer.GLOROT_UNIFORM, from, to, to, from, 1, 1),
                        writer.weight(what + "_bias", new float[to], to)),
                Attributes.NONE.withIntegers("kernel_shape", 1, 1));
    }
}
