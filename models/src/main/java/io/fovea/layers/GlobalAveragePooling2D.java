package io.fovea.layers;

/** The mean of every channel: {@code [C, H, W]} becomes {@code [C]}. */
public final class GlobalAveragePooling2D extends GlobalPooling2D {

    /** A layer for images of any size. */
    public GlobalAveragePooling2D() {
        super("GlobalAveragePool");
    }

    @Override
    String kind() {
        return "global_average_pooling2d";
    }
}
