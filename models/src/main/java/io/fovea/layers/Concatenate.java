package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * Puts the channels of several images of one size behind each other, as skip connections do.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(32, 32, 3).to(new Conv2D(16, 3).same());   // [16, 32, 32]
 * SymbolicTensor y = x.to(new MaxPooling2D(2)).to(new Conv2DTranspose(8, 3).strides(2).same());
 * SymbolicTensor both = Concatenate.of(x, y);   // [24, 32, 32]
 * }</pre>
 *
 * <p>Input shape: {@code [C1, H, W]}, {@code [C2, H, W]}, ..., or {@code [F1]}, {@code [F2]}, .... Output shape: {@code
 * [C1 + C2 + ..., H, W]}, or {@code [F1 + F2 + ...]}.
 *
 * <p>Free sizes are taken to agree. Where an image's side is not a multiple of what the network halves it by, they do
 * not, and running it fails: give the card that {@code multiple}, or meet the other image by {@link ResizeLike}.
 */
public final class Concatenate extends Layer {

    /**
     * The channels of {@code inputs}, in order: {@code [C1 + C2 + ..., H, W]}, or features {@code [F1 + F2 + ...]}.
     *
     * @throws IllegalArgumentException when their heights or widths differ
     */
    public static SymbolicTensor of(SymbolicTensor... inputs) {
        return new Concatenate().on(List.of(inputs));
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        long[] shape = inputs.get(0).shape();
        for (SymbolicTensor other : inputs.subList(1, inputs.size())) {
            long[] next = other.shape();
            for (int i = 1; i < Math.max(shape.length, next.length); i++) {
                if (next.length != shape.length || next[i] != shape[i]) {
                    throw new IllegalArgumentException(
                            "Cannot put " + other + " behind " + inputs.get(0) + ": the sizes differ");
                }
            }
            shape[0] += next[0];
        }
        writer.node("Concat", inputs.stream().map(SymbolicTensor::name).toList(), Attributes.NONE.with("axis", 1));
        return shape;
    }
}
