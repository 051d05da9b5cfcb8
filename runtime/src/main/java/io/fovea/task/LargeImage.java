package io.fovea.task;

import io.fovea.image.ImageRows;
import java.util.List;

/**
 * An image in a file that is worked on strip by strip.
 *
 * @param rows of it, as the model takes it
 * @param channels all channels of its place in the file, whichever of them the model is given
 */
public record LargeImage(ImageRows rows, List<ImageRows> channels) {
    /** Copies the list. */
    public LargeImage {
        channels = List.copyOf(channels);
    }

    /** One of which nothing else is known. */
    static LargeImage of(ImageRows rows) {
        return new LargeImage(rows, List.of(rows));
    }
}
