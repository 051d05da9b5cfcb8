package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** What global pools share: one number per channel. */
abstract sealed class GlobalPooling2D extends Layer permits GlobalAveragePooling2D, GlobalMaxPooling2D {

    private final String op;

    GlobalPooling2D(String op) {
        this.op = op;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        String pooled = writer.node(op, List.of(input.name()), Attributes.NONE);
        writer.node("Flatten", List.of(pooled), Attributes.NONE.with("axis", 1));
        return new long[] {input.channels()};
    }
}
