package io.fovea.task;

/**
 * Pixels beside one another in which there is something.
 *
 * @param x of the first in the image
 * @param y of all of them
 * @param classes foreground or contour
 * @param foreground how probable that is, in steps of 1/255
 * @param background how probable that is
 * @param values of the image, by channel
 */
@SuppressWarnings("ArrayRecordComponent")
record PixelRun(int x, int y, byte[] classes, byte[] foreground, float[] background, float[][] values) {
    /** Behind the last one. */
    int end() {
        return x + classes.length;
    }
}
