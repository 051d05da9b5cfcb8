package io.fovea.image;

import java.nio.FloatBuffer;

/**
 * Turns images into the tensor values of a model: colour, size, stretch, normalisation, layout.
 *
 * <p>The one way pixels reach a network, in training and in use. Thread-safe.
 */
public record Preparation(Color color, Layout layout, Normalisation normalisation) {

    /**
     * Fills a tensor with the whole image, resized where its size differs (area average to shrink, linear to enlarge).
     *
     * @param target receives {@code channels * height * width} values from its index 0
     */
    public void fill(Image image, int width, int height, FloatBuffer target) {
        throw new UnsupportedOperationException();
    }
}
