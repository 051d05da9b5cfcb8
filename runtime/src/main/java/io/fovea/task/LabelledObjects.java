package io.fovea.task;

/** Objects in an image, told apart by numbers from 1: what can be asked of them, in the image's own pixels. */
public interface LabelledObjects {
    /** The width of the image in pixels. */
    int width();

    /** The height of the image in pixels. */
    int height();

    /** The number of objects. */
    int count();

    /** The label of one pixel of the image; 0 for background. */
    int label(int x, int y);

    /** The size of an object in pixels. */
    int area(int label);

    /** The centre of an object's pixels, x and y, where the first pixel's own centre is at 0, 0. */
    double[] centroid(int label);

    /** The smallest rectangle around an object. */
    LabelMap.Bounds bounds(int label);

    /** Whether an object reaches the edge of the image, beyond which there may be more of it. */
    default boolean touchesBorder(int label) {
        LabelMap.Bounds box = bounds(label);
        return box.x() == 0 || box.y() == 0 || box.x() + box.width() == width() || box.y() + box.height() == height();
    }

    /** The mean over an object's pixels of 1 minus the probability of background, 0..1. */
    double meanProbability(int label);
}
