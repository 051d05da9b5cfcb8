package io.fovea.layers;

import java.util.List;

/**
 * What pools share: windows of {@code [C, H, W]}, beside each other unless strides say otherwise.
 *
 * @param <L> the layer itself
 */
public abstract class Pooling2D<L extends Pooling2D<L>> extends Windowed<L> {

    private final String op;

    Pooling2D(String op, int pool) {
        super(Window.of(pool, pool).strides(pool));
        this.op = op;
    }

    @Override
    protected long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        writer.node(op, List.of(input.name()), window().attributes());
        return window().over(input, input.channels());
    }
}
