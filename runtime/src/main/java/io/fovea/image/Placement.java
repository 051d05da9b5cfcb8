package io.fovea.image;

/**
 * Where an image lies in a network's input, all in pixels of the input.
 *
 * @param width of the input
 * @param height of the input
 * @param left of the image
 * @param top of the image
 * @param innerWidth of the image
 * @param innerHeight of the image
 * @param imageWidth of the image, in its own pixels
 * @param imageHeight of the image, in its own pixels
 */
public record Placement(
        int width, int height, int left, int top, int innerWidth, int innerHeight, int imageWidth, int imageHeight) {

    /** What is around an image, 0..255: the grey that YOLO's kin are trained with. */
    static final float GREY = 114;

    /** Over all of the input. */
    public static Placement filling(int width, int height, Image image) {
        return new Placement(width, height, 0, 0, width, height, image.width(), image.height());
    }

    /**
     * As large as it can be in its own aspect.
     *
     * @param inCorner whether it lies at the upper left, not in the middle
     */
    public static Placement within(int width, int height, Image image, boolean inCorner) {
        double scale = Math.min((double) width / image.width(), (double) height / image.height());
        int across = Math.max(1, Math.min(width, (int) Math.round(image.width() * scale)));
        int down = Math.max(1, Math.min(height, (int) Math.round(image.height() * scale)));
        return new Placement(
                width,
                height,
                inCorner ? 0 : (width - across) / 2,
                inCorner ? 0 : (height - down) / 2,
                across,
                down,
                image.width(),
                image.height());
    }

    /** The column of the image at a column of the input. */
    public double imageX(double x) {
        return (x - left) * imageWidth / innerWidth;
    }

    /** The column of the input at a column of the image. */
    public double inputX(double x) {
        return left + x * innerWidth / imageWidth;
    }

    /** The row of the input at a row of the image. */
    public double inputY(double y) {
        return top + y * innerHeight / imageHeight;
    }

    /** The row of the image at a row of the input. */
    public double imageY(double y) {
        return (y - top) * imageHeight / innerHeight;
    }
}
