package io.fovea.layers;

/** The largest value of every channel: {@code [C, H, W]} becomes {@code [C]}. */
public final class GlobalMaxPooling2D extends GlobalPooling2D {

    /** A layer for images of any size. */
    public GlobalMaxPooling2D() {
        super("GlobalMaxPool");
    }

    @Override
    String kind() {
        return "global_max_pooling2d";
    }
}
