package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** Fully connected layer on vectors {@code [F]}. */
public final class Dense extends Layer {

    private final int units;

    /** A layer with {@code units} outputs. */
    public Dense(int units) {
        this.units = units;
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        if (input.isImage()) {
            throw new IllegalArgumentException(
                    "dense needs a vector, but '" + input.name() + "' is an image; flatten it first");
        }
        int features = input.channels();
        writer.node(
                "Gemm",
                List.of(
                        input.name(),
                        writer.weight("kernel", Initializer.GLOROT_UNIFORM, features, units, features, units),
                        writer.weight("bias", new float[units], units)),
                Attributes.NONE);
        return new long[] {units};
    }
}
