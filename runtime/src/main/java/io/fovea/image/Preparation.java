package io.fovea.image;

import java.nio.FloatBuffer;

/**
 * Turns images into the tensor values of a model: colour, size, stretch, normalisation, layout.
 *
 * <p>The one way pixels reach a network, in training and in use. Grey is replicated to colour; colour becomes grey as
 * the mean of its channels, as in ImageJ, so that a stain in blue alone is not lost. Thread-safe.
 */
public record Preparation(Color color, Layout layout, Normalisation normalisation) {

    /** Measures what the whole image must be known for; its parts can then be taken one by one. */
    public PreparedImage prepare(Image image) {
        boolean stretch =
                switch (normalisation.stretch()) {
                    case NONE -> false;
                    case DEEP -> image.depth() != Image.Depth.UINT8;
                    case ALL -> true;
                };
        Levels levels = stretch ? Levels.of(image, normalisation.low(), normalisation.high()) : null;
        return new PreparedImage(this, image, levels);
    }

    /**
     * Fills a tensor with the whole image, resized where its size differs (area average to shrink, linear to enlarge).
     *
     * @param target receives {@code channels * height * width} values from its index 0
     */
    public void fill(Image image, int width, int height, FloatBuffer target) {
        prepare(image).fillResized(width, height, target);
    }
}
