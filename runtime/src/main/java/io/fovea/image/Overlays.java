package io.fovea.image;

/** Pictures of results on top of the image they belong to. */
public final class Overlays {
    private Overlays() {}

    /**
     * Draws the outline of every label in its own bright colour on the image.
     *
     * @param image any depth; 16 and 32 bit are stretched between percentiles for show
     * @param labels one per pixel, 0 is background
     * @return 8-bit RGB of the image's size
     */
    public static Image outlines(Image image, int[] labels) {
        throw new UnsupportedOperationException();
    }

    /** Draws the borders between classes on the image. */
    public static Image borders(Image image, byte[] classes) {
        throw new UnsupportedOperationException();
    }
}
