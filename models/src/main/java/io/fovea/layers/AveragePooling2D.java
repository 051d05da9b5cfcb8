package io.fovea.layers;

/** The mean of each window of {@code [C, H, W]}, padding not counted; the stride is the window's size unless given. */
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
    String kind() {
        return "average_pooling2d";
    }
}
