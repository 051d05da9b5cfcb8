package io.fovea.task.detect;

import io.fovea.image.Placement;
import io.fovea.image.sample.Orientation;

/**
 * Where in a detector's input, or in the image, something may be.
 *
 * @param index of the class, from 0
 * @param score 0..1
 * @param left in pixels, as are the others
 * @param origin what of the network's answer says so
 */
public record Box(int index, float score, double left, double top, double right, double bottom, BoxOrigin origin) {

    /** One of which nothing else is known. */
    public Box(int index, float score, double left, double top, double right, double bottom) {
        this(index, score, left, top, right, bottom, BoxOrigin.UNKNOWN);
    }

    /** One of which the centre and the size are known. */
    static Box around(int index, float score, double x, double y, double width, double height) {
        return new Box(index, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    /** The same, read from somewhere. */
    Box from(BoxOrigin other) {
        return new Box(index, score, left, top, right, bottom, other);
    }

    /** The same in the pixels of an image that lies in the input. */
    public Box inImage(Placement placement) {
        return new Box(
                index,
                score,
                placement.imageX(left),
                placement.imageY(top),
                placement.imageX(right),
                placement.imageY(bottom),
                origin.in(placement));
    }

    /** The same in the pixels of an image of a size, of which this is seen in a view. */
    public Box inImage(Orientation view, double width, double height) {
        double x1 = view.storedX(left, top, width);
        double x2 = view.storedX(right, bottom, width);
        double y1 = view.storedY(left, top, height);
        double y2 = view.storedY(right, bottom, height);
        return new Box(
                index,
                score,
                Math.min(x1, x2),
                Math.min(y1, y2),
                Math.max(x1, x2),
                Math.max(y1, y2),
                BoxOrigin.UNKNOWN);
    }

    /** The same where every pixel has become so many. */
    public Box scaled(double across, double down) {
        return new Box(index, score, left * across, top * down, right * across, bottom * down, origin);
    }

    /** In pixels of area; 0 where a side is not positive. */
    double area() {
        return Math.max(0, right - left) * Math.max(0, bottom - top);
    }

    /** Intersection over union, 0..1. */
    public double overlap(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double common = Math.max(0, width) * Math.max(0, height);
        double union = area() + other.area() - common;
        return union > 0 ? common / union : 0;
    }

    /** Whether every number is one. */
    boolean isFinite() {
        return Double.isFinite(left + top + right + bottom) && Float.isFinite(score);
    }
}
