package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.HeapLimit;
import io.fovea.image.Image;

/** The size of an image at another scale, in pixels, at least 1. */
record ScaledSize(int width, int height) {

    static ScaledSize of(int width, int height, double factor) {
        return new ScaledSize(times(width, factor), times(height, factor));
    }

    private static int times(int pixels, double factor) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(pixels * factor)));
    }

    /**
     * Refuses what cannot fit.
     *
     * @throws io.fovea.FoveaException if Java may not take the memory of an image of this size and that one's kind
     */
    void require(Image image) {
        String what = "The image of " + image.width() + "x" + image.height() + " pixels at " + width + "x" + height;
        HeapLimit.require(what, (double) Float.BYTES * width * height * image.channels());
        ArrayLength.of(width, height, image.channels());
    }
}
