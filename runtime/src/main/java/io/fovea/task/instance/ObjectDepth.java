package io.fovea.task.instance;

import io.fovea.image.Distances;
import java.util.Arrays;

/** How deep the pixels of an object lie in it: their distance to the nearest pixel that is not its own, as a portion of the largest. */
final class ObjectDepth {
    private static final int INSIDE = 255;

    private final int imageWidth;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final int[] labels;
    private final int[] own;

    /**
     * Of an object.
     *
     * @param pixels its pixels' places in the image, in rising order
     */
    ObjectDepth(int imageWidth, int imageHeight, int[] labels, int[] pixels) {
        this.imageWidth = imageWidth;
        this.labels = labels;
        this.own = pixels;
        PixelBox box = PixelBox.around(pixels, imageWidth);
        // One pixel of what is around it, where the image has any.
        left = Math.max(0, box.left() - 1);
        top = Math.max(0, box.top() - 1);
        int right = Math.min(imageWidth - 1, box.right() + 1);
        int bottom = Math.min(imageHeight - 1, box.bottom() + 1);
        width = right - left + 1;
        height = bottom - top + 1;
    }

    /** Writes the depths to the pixels' places; 1 everywhere where the image has nothing but the object. */
    void write(float[] plane) {
        int number = labels[own[0]];
        byte[] inside = new byte[width * height];
        boolean hasRim = false;
        for (int i = 0; i < inside.length; i++) {
            boolean isOwn = labels[(top + i / width) * imageWidth + left + i % width] == number;
            inside[i] = (byte) (isOwn ? INSIDE : 0);
            hasRim |= !isOwn;
        }
        float[] depths = hasRim ? Distances.toZero(width, height, inside) : new float[inside.length];
        if (!hasRim) {
            Arrays.fill(depths, 1);
        }
        float deepest = 0;
        for (float depth : depths) {
            deepest = Math.max(deepest, depth);
        }
        for (int pixel : own) {
            plane[pixel] = depths[(pixel / imageWidth - top) * width + pixel % imageWidth - left] / deepest;
        }
    }
}
