package io.fovea.task.instance;

/** What a network that tells objects apart should answer for an image of which the objects are known. Thread-safe. */
public interface ObjectTruth {

    /** How many planes there are. */
    int planes();

    /**
     * The planes of an image; blocks.
     *
     * @param width of the image in pixels
     * @param height in pixels
     * @param labels {@code [height, width]}, row by row; 0 is background, objects have numbers from 1 on
     * @return {@code [planes, height, width]}, row by row; distances in pixels
     */
    float[] of(int width, int height, int[] labels);
}
