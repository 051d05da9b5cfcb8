package io.fovea.layers;

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

    static final ReceptiveWindow PIXEL = new ReceptiveWindow(1, 1);

    /** Whether the square has an end. */
    public boolean isBounded() {
        return Double.isFinite(pixels);
    }

    /** After a window over {@code more + 1} elements that moves by {@code stride}, less than 1 where it enlarges. */
    ReceptiveWindow window(double more, double stride) {
        return new ReceptiveWindow(pixels + more * spacing, spacing * stride);
    }

    /** What an operator sees that takes two values element by element. */
    ReceptiveWindow union(ReceptiveWindow other) {
        // A single number per channel, as a gate is, sees the image from anywhere.
        if (!isBounded() || !other.isBounded() || spacing != other.spacing) {
            return WHOLE_IMAGE;
        }
        return pixels >= other.pixels ? this : other;
    }

    /** The side in whole pixels, or {@code image}. */
    @Override
    public String toString() {
        return isBounded() ? Long.toString((long) Math.ceil(pixels)) : "image";
    }
}
