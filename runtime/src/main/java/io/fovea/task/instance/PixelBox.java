package io.fovea.task.instance;

/** The smallest rectangle around pixels, whose edges are in it. */
record PixelBox(int left, int top, int right, int bottom) {

    /**
     * Around some pixels.
     *
     * @param pixels their places in an image of this width, in rising order, one at least
     */
    static PixelBox around(int[] pixels, int width) {
        int left = width;
        int right = 0;
        for (int pixel : pixels) {
            left = Math.min(left, pixel % width);
            right = Math.max(right, pixel % width);
        }
        return new PixelBox(left, pixels[0] / width, right, pixels[pixels.length - 1] / width);
    }
}
