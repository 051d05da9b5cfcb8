package io.fovea.task;

import java.util.List;

/** Takes what is known of the pixels of an image, strip by strip from the top. */
@FunctionalInterface
interface StripSink {

    /**
     * Takes a strip, which is used again afterwards.
     *
     * @param top its first row
     * @param rows how many it has
     * @param strip their pixels
     */
    void take(int top, int rows, PixelStrip strip);

    /** Whether it takes probabilities, too. */
    default boolean wantsProbabilities() {
        return false;
    }

    /**
     * Takes the probabilities of the rows that it takes next.
     *
     * @param planes by class, then row by row from the beginning, longer than that; used again afterwards
     * @param labels of the classes
     */
    default void takeProbabilities(int rows, float[][] planes, List<String> labels) {}
}
