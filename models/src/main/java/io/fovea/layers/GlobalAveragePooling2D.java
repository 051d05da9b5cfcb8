package io.fovea.layers;

/**
 * The mean of every channel.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(-1, -1, 3).to(new Conv2D(16, 3).relu());   // [16, -1, -1]
 * x = x.to(new GlobalAveragePooling2D());   // [16]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C]}.
 *
 * <p>It sees the whole image: what follows would be another answer in each tile of it, and no halo mends that.
 */
public final class GlobalAveragePooling2D extends GlobalPooling2D {

    /** A layer for images of any size. */
    public GlobalAveragePooling2D() {
        super("GlobalAveragePool");
    }

    @Override
    protected String kind() {
        return "global_average_pooling2d";
    }
}
