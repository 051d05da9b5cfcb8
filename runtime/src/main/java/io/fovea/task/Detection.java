package io.fovea.task;

import io.fovea.task.detect.KeyPoint;
import java.util.List;

/**
 * An object that was found in an image.
 *
 * @param index of the class, from 0
 * @param score how sure the model is, 0..1
 * @param x of the left edge of the box, in pixels of the image
 * @param y of the upper edge of the box
 * @param width of the box
 * @param height of the box
 * @param points of the object, in the order of the network; none where it gives none
 */
public record Detection(
        int index, String label, float score, double x, double y, double width, double height, List<KeyPoint> points) {

    /** Copies the list. */
    public Detection {
        points = List.copyOf(points);
    }

    /** One without points. */
    public Detection(int index, String label, float score, double x, double y, double width, double height) {
        this(index, label, score, x, y, width, height, List.of());
    }
}
