package io.fovea.image;

/**
 * How large a pixel is in the world, as a file says it, and where the world's coordinates begin.
 *
 * @param width above 0, in {@code unit}
 * @param height above 0, in {@code unit}
 * @param unit as the file has it; {@code µm} however it writes micrometres
 * @param originX the pixel column at which the world's x is 0, as ImageJ lets a user set it
 * @param originY the pixel row at which the world's y is 0
 */
public record PixelSize(double width, double height, String unit, double originX, double originY) {
    /** A pixel is the unit. */
    public static final PixelSize PIXEL = new PixelSize(1, 1, "pixel", 0, 0);

    /** With its origin in the upper left corner. */
    public static PixelSize of(double width, double height, String unit) {
        return new PixelSize(width, height, unit, 0, 0);
    }

    /** The world's x of a place in pixels, where the first pixel reaches from 0 to 1. */
    public double x(double pixels) {
        return (pixels - originX) * width;
    }

    /** The world's y of a place in pixels. */
    public double y(double pixels) {
        return (pixels - originY) * height;
    }
}
