package io.fovea.task;

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
}
