package io.fovea.explain;

import io.fovea.image.Image;

/**
 * A rectangle of pixels of an image.
 *
 * @param x of the left edge
 * @param y of the upper edge
 * @param width at least 1
 * @param height at least 1
 */
public record Cutout(int x, int y, int width, int height) {

    /** All of an image. */
    static Cutout whole(Image image) {
        return new Cutout(0, 0, image.width(), image.height());
    }

    /** With a margin around, as far as an image of this size reaches. */
    Cutout grown(int margin, int imageWidth, int imageHeight) {
        int left = Math.max(0, x - margin);
        int top = Math.max(0, y - margin);
        return new Cutout(
                left,
                top,
                Math.min(imageWidth, x + width + margin) - left,
                Math.min(imageHeight, y + height + margin) - top);
    }

    /** The same where the image begins elsewhere. */
    Cutout moved(int right, int down) {
        return new Cutout(x + right, y + down, width, height);
    }

    /** These pixels of an image. */
    Image from(Image image) {
        return image.part(x, y, width, height);
    }
}
