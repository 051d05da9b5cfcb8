package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/**
 * An image {@code [C, H, W]} as a vector, channel by channel.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(7, 5, 3).to(new Flatten());   // [105]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}, of fixed sizes. Output shape: {@code [C * H * W]}.
 *
 * <p>Keras's images have their channels last, so its vector has another order: weights of a {@link Dense} behind it
 * have to be put into this one. Free sizes are refused; {@link GlobalAveragePooling2D} takes any.
 */
public final class Flatten extends Layer {

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        long features = input.elements();
        writer.node("Flatten", List.of(input.name()), Attributes.NONE.with("axis", 1));
        return new long[] {features};
    }
}
