package io.fovea.task.instance;

/** What a network that tells objects apart should answer for an image of which the objects are known. Thread-safe. */
public interface ObjectTruth {

    /** How many planes there are. */
    int planes();

    /**
     * The planes one after the other, row by row.
     *
     * @param labels 0 is background, objects have numbers from 1 on
     */
    float[] of(int width, int height, int[] labels);
}
