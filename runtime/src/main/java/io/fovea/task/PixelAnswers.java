package io.fovea.task;

import io.fovea.session.Cancellation;

/** Gathers what a network answers for pixels, part by part. */
interface PixelAnswers {

    /** Hears the size of the image as it is taken through the network, before any part. */
    default void begin(ScaledSize seen) {}

    /**
     * Takes in what another of its kind gathered of the same image in another view.
     *
     * @param other has all its parts, and is not used again
     * @throws io.fovea.FoveaException if the two cannot be put together
     */
    void join(PixelAnswers other, View view);

    /**
     * Takes from a part the pixels that it answers for.
     *
     * @throws io.fovea.FoveaException if the network does not answer as such networks do
     */
    void add(Passage.Part part);

    /**
     * What all parts together say of an image. Blocks.
     *
     * @param width of the image
     * @param height of the image
     * @param seen its size as it was taken through the network
     * @param seconds wall time of the inference
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel);
}
