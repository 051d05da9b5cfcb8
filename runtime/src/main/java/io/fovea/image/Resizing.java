package io.fovea.image;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Changes the size of images with OpenCV. */
final class Resizing {
    private Resizing() {}

    static Image resize(Image image, int width, int height) {
        // OpenCV's area method only shrinks, so a change that does both takes two steps.
        int shrunkWidth = Math.min(width, image.width());
        int shrunkHeight = Math.min(height, image.height());
        Mat resized = Mats.of(image);
        try {
            if (shrunkWidth < image.width() || shrunkHeight < image.height()) {
                resized = to(resized, shrunkWidth, shrunkHeight, Imgproc.INTER_AREA);
            }
            if (shrunkWidth < width || shrunkHeight < height) {
                resized = to(resized, width, height, Imgproc.INTER_LINEAR);
            }
            return Mats.toImage(resized, image.isColor());
        } finally {
            resized.release();
        }
    }

    /** Another in its place. */
    private static Mat to(Mat mat, int width, int height, int method) {
        Mat other = new Mat();
        Imgproc.resize(mat, other, new Size(width, height), 0, 0, method);
        mat.release();
        return other;
    }
}
