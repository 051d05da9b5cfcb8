package io.fovea.layers;

import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import java.util.List;

/**
 * {@code x * scale + offset} of values of any shape; a model that begins with it takes raw pixels.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 1).to(new Rescaling(1 / 255f));   // [1, 28, 28]
 * x = x.to(new Rescaling(2, -1));   // [1, 28, 28]
 * }</pre>
 *
 * <p>Input shape: any. Output shape: the same.
 *
 * <p>The numbers are part of the network and are not learnt. Whoever runs it gives pixels of 0 to 255: scaled once more
 * before, every image is as good as black.
 */
public final class Rescaling extends Layer {

    private final float scale;
    private final float offset;

    /** Multiplies by {@code scale}. */
    public Rescaling(float scale) {
        this(scale, 0);
    }

    /** Multiplies by {@code scale}, then adds {@code offset}. */
    public Rescaling(float scale, float offset) {
        this.scale = scale;
        this.offset = offset;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        writer.node("Mul", List.of(input.name(), writer.constant("scale", Tensor.scalar(scale))), Attributes.NONE);
        if (offset != 0) {
            String scaled = writer.last();
            writer.node("Add", List.of(scaled, writer.constant("offset", Tensor.scalar(offset))), Attributes.NONE);
        }
        return input.shape();
    }
}
