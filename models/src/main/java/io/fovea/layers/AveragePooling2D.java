package io.fovea.layers;

/**
 * The mean of each window of {@code [C, H, W]}, padding not counted; the stride is the window's size unless given.
 *
 * <pre>{@code
 * SymbolicTensor x = network.input(28, 28, 8).to(new AveragePooling2D(2));   // [8, 14, 14]
 * }</pre>
 *
 * <p>Input shape: {@code [C, H, W]}. Output shape: {@code [C, H', W']}, sizes as of {@link MaxPooling2D}.
 */
public final class AveragePooling2D extends Pooling2D<AveragePooling2D> {

    /** Windows of {@code pool x pool} pixels beside each other. */
    public AveragePooling2D(int pool) {
        super("AveragePool", pool);
    }

    @Override
    AveragePooling2D self() {
        return this;
    }

    @Override
    protected String kind() {
        return "average_pooling2d";
    }
}
