package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** Puts the channels of several images of one size behind each other, as skip connections do. */
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
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
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
