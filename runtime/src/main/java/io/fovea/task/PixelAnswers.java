package io.fovea.task;

import io.fovea.session.Cancellation;

/** Gathers what a network answers for pixels, part by part. */
interface PixelAnswers {

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
