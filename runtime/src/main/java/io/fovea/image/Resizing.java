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
        Mat source = Mats.of(image);
        Mat shrunk = new Mat();
        Mat grown = new Mat();
        try {
            Imgproc.resize(source, shrunk, new Size(shrunkWidth, shrunkHeight), 0, 0, Imgproc.INTER_AREA);
            Imgproc.resize(shrunk, grown, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
            return Mats.toImage(grown, image.isColor());
        } finally {
            source.release();
            shrunk.release();
            grown.release();
        }
    }
}
