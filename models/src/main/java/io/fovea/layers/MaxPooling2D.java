package io.fovea.layers;

import io.fovea.graph.Attributes;
import java.util.List;

/** The largest value of each window of {@code [C, H, W]}; the stride is the window's size unless given. */
public final class MaxPooling2D extends Layer {

    private final int pool;
    private int stride;
    private Padding padding = Padding.VALID;

    /** Windows of {@code pool x pool} pixels beside each other. */
    public MaxPooling2D(int pool) {
        this.pool = pool;
        this.stride = pool;
    }

    /** Moves the window by {@code step} pixels. */
    public MaxPooling2D strides(int step) {
        stride = step;
        return this;
    }

    /** Lets windows reach over the border. */
    public MaxPooling2D same() {
        padding = Padding.SAME;
        return this;
    }

    @Override
    String kind() {
        return "max_pooling2d";
    }

    @Override
    long[] write(LayerWriter writer, List<SymbolicTensor> inputs) {
        SymbolicTensor input = inputs.get(0);
        requireImage(input, this);
        writer.node(
                "MaxPool",
                List.of(input.name()),
                Attributes.NONE
                        .withIntegers("kernel_shape", pool, pool)
                        .withIntegers("strides", stride, stride)
                        .withIntegers("pads", padding.pads(pool)));
        return new long[] {
            input.channels(),
            padding.outputs(input.height(), pool, stride),
            padding.outputs(input.width(), pool, stride)
        };
    }
}
