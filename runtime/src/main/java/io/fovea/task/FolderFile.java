package io.fovea.task;

import java.util.List;

/** A text that a job writes about all images of a folder together. */
public interface FolderFile {

    /**
     * What was found in one image.
     *
     * @param image the name that the table has for it
     * @param width in pixels
     * @param height in pixels
     */
    record Entry(String image, int width, int height, Findings findings) {}

    /** The name of the file. */
    String name();

    /** What every such file begins with, by which an earlier one is known. */
    String beginning();

    /** Whether a user asked for it; otherwise one that an earlier run left about other results is taken away. */
    default boolean isWanted() {
        return true;
    }

    /** The text about images, in their order. */
    String text(List<Entry> images);
}
