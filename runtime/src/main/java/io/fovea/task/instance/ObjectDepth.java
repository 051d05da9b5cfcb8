package io.fovea.task.instance;

import io.fovea.image.OpenCv;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

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
        // One pixel of what is around it, where the image has any.
        left = Math.max(0, Arrays.stream(pixels).map(i -> i % imageWidth).min().orElse(0) - 1);
        top = Math.max(0, pixels[0] / imageWidth - 1);
        int right = Math.min(
                imageWidth - 1,
                Arrays.stream(pixels).map(i -> i % imageWidth).max().orElse(0) + 1);
        int bottom = Math.min(imageHeight - 1, pixels[pixels.length - 1] / imageWidth + 1);
        width = right - left + 1;
        height = bottom - top + 1;
    }

    /** Writes the depths to the pixels' places; 1 everywhere where the image has nothing but the object. */
    void write(float[] plane) {
        OpenCv.load();
        int number = labels[own[0]];
        byte[] inside = new byte[width * height];
        boolean hasRim = false;
        for (int i = 0; i < inside.length; i++) {
            boolean isOwn = labels[(top + i / width) * imageWidth + left + i % width] == number;
            inside[i] = (byte) (isOwn ? INSIDE : 0);
            hasRim |= !isOwn;
        }
        float[] depths = new float[inside.length];
        if (hasRim) {
            measure(inside, depths);
        } else {
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

    private void measure(byte[] inside, float[] depths) {
        Mat mask = new Mat(height, width, CvType.CV_8U);
        Mat distances = new Mat();
        try {
            mask.put(0, 0, inside);
            Imgproc.distanceTransform(mask, distances, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
            distances.get(0, 0, depths);
        } finally {
            mask.release();
            distances.release();
        }
    }
}
