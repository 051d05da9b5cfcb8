package io.fovea.layers;

import io.fovea.graph.operator.Reach;

/**
 * The square of input pixels that one element of a layer's output sees, and the distance of the squares of neighbouring
 * elements (Araujo et al., Computing Receptive Fields of Convolutional Neural Networks, 2019).
 *
 * @param pixels side of the square; infinite where an element sees the whole image
 * @param spacing in pixels
 */
public record ReceptiveWindow(double pixels, double spacing) {

    /** What an element sees after global pooling or a dense layer. */
    public static final ReceptiveWindow WHOLE_IMAGE = new ReceptiveWindow(Double.POSITIVE_INFINITY, 1);

    /** That of what is reached along the wider axis. */
    static ReceptiveWindow of(Reach reach) {
        return reach.isBounded() ? new ReceptiveWindow(reach.side(), reach.spacing()) : WHOLE_IMAGE;
    }

    /** Whether the square has an end. */
    public boolean isBounded() {
        return Double.isFinite(pixels);
    }

    /** The side in whole pixels, or {@code image}. */
    @Override
    public String toString() {
        return isBounded() ? Long.toString((long) Math.ceil(pixels)) : "image";
    }
}
