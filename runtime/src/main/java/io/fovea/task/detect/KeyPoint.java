package io.fovea.task.detect;

/**
 * A point of an object, such as a joint of a body.
 *
 * @param x in pixels of the image
 * @param y in pixels of the image
 * @param visibility how sure it is that the point is seen, 0..1; 1 where that is not said
 */
public record KeyPoint(double x, double y, float visibility) {
    private static final float SEEN = 0.25f;

    /** Whether it is sure enough to be drawn. */
    public boolean isSeen() {
        return visibility >= SEEN;
    }
}
