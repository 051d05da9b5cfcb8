package io.fovea.task;

import io.fovea.image.Header;
import io.fovea.image.ImageRows;
import java.util.List;

/**
 * An image in a file that is worked on strip by strip.
 *
 * @param rows of it, as the model takes it
 * @param channels all channels of its place in the file, whichever of them the model is given
 * @param isForMemory whether it is no larger than images that are done at once where Java may take more: then the files that
 *     are made of it are the same, so that their names do not depend on the machine
 */
public record LargeImage(ImageRows rows, List<ImageRows> channels, boolean isForMemory) {
    /** Pixels from which on an image is worked on strip by strip, also where the memory would hold it. */
    private static final double LARGE = 25e6;

    /** Copies the list. */
    public LargeImage {
        channels = List.copyOf(channels);
    }

    /** One that is large wherever. */
    public LargeImage(ImageRows rows, List<ImageRows> channels) {
        this(rows, channels, false);
    }

    /** Whether an image is large wherever: of more than 25 million pixels. */
    public static boolean isLarge(Header header) {
        return (double) header.width() * header.height() > LARGE;
    }

    /** One of which nothing else is known. */
    static LargeImage of(ImageRows rows) {
        return new LargeImage(rows, List.of(rows));
    }
}
