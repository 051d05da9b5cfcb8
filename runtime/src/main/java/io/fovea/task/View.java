package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.sample.Orientation;

/**
 * One way to look at an image.
 *
 * @param orientation how it is mirrored and turned
 * @param scale how many times as wide and high it is made
 */
public record View(Orientation orientation, double scale) {
    /** The image as it is. */
    public static final View PLAIN = new View(Orientation.UPRIGHT, 1);

    /** The image as it is seen this way, apart from its scale. */
    Image of(Image image) {
        return image.oriented(orientation);
    }

    /** What was answered about the image as it is seen this way, in its place in the image itself. */
    Image undone(Image answer) {
        return answer.oriented(orientation.inverse());
    }

    /** The same of one value for each pixel of a size, brought to another size. */
    float[] undone(float[] plane, int width, int height, int newWidth, int newHeight) {
        return undone(Image.gray32(width, height, plane))
                .resized(newWidth, newHeight)
                .floats();
    }
}
