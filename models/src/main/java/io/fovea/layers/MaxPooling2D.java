package io.fovea.layers;

/** The largest value of each window of {@code [C, H, W]}; the stride is the window's size unless given. */
public final class MaxPooling2D extends Pooling2D<MaxPooling2D> {

    /** Windows of {@code pool x pool} pixels beside each other. */
    public MaxPooling2D(int pool) {
        super("MaxPool", pool);
    }

    @Override
    MaxPooling2D self() {
        return this;
    }

    @Override
    String kind() {
        return "max_pooling2d";
    }
}
