package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Input;
import java.util.List;

/**
 * The tiles that cover one image, all of one size.
 *
 * @param width of every tile
 * @param height of every tile
 */
record Tiles(int width, int height, List<Tiling.Span> across, List<Tiling.Span> down) {

    /**
     * One tile if the image is small enough, more otherwise. They cover the image and, to the right and below, what it
     * lacks to the size that the model takes.
     */
    static Tiles of(Input input, int imageWidth, int imageHeight, int largestWhole) {
        int multiple = input.multiple();
        int wholeWidth = whole(imageWidth, input.width().orElse(0), multiple);
        int wholeHeight = whole(imageHeight, input.height().orElse(0), multiple);
        boolean whole = (long) wholeWidth * wholeHeight <= largestWhole;
        int side = Input.roundUp((int) Math.sqrt(largestWhole), multiple);
        int width = input.width().orElseGet(() -> whole ? wholeWidth : side(wholeWidth, side, input));
        int height = input.height().orElseGet(() -> whole ? wholeHeight : side(wholeHeight, side, input));
        try {
            return new Tiles(
                    width,
                    height,
                    Tiling.along(wholeWidth, width, input.halo(), multiple),
                    Tiling.along(wholeHeight, height, input.halo(), multiple));
        } catch (IllegalArgumentException e) {
            throw new FoveaException("The model's card contradicts itself: " + e.getMessage() + ".", e);
        }
    }

    /** From the first tile's edge to the last one's: a size that is no multiple is moved by multiples, too. */
    private static int whole(int image, int least, int multiple) {
        return Math.addExact(least, Input.roundUp(Math.max(0, image - least), multiple));
    }

    private static int side(int length, int largest, Input input) {
        return Tiling.size(length, largest, input.halo(), input.multiple());
    }

    int count() {
        return across.size() * down.size();
    }
}
