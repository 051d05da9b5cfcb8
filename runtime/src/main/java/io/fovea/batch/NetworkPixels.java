package io.fovea.batch;

import io.fovea.model.Fit;
import io.fovea.model.Input;

/** How many pixels go into a network at once, which is what its values take memory for. */
final class NetworkPixels {
    /** Of all images together: as a network that tiles images takes, twice and more. Two large images, or many small ones. */
    static final double AT_ONCE = 4e6;

    private static final double OF_A_TILE = 1.5e6;

    private NetworkPixels() {}

    /** Those of an image. */
    static double of(Input input, PagePixels image) {
        double all = (double) image.width() * image.height();
        if (input.fit() == Fit.TILE) {
            return Math.min(all, OF_A_TILE);
        }
        return input.isFixed()
                ? (double) input.width().getAsInt() * input.height().getAsInt()
                : all;
    }
}
