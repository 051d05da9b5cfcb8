package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** An image {@code [C, H, W]} as a vector, channel by channel. */
public final class Flatten extends Layer {

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        long features = input.elements();
        writer.node("Flatten", List.of(input.name()), Attributes.NONE.with("axis", 1));
        return new long[] {features};
    }
}
