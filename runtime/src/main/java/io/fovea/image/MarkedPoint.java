package io.fovea.image;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * A point to be drawn on an image: a disc in a dark ring.
 *
 * @param x in pixels
 * @param y in pixels
 * @param number of the colour, from 1, as labels have it
 */
public record MarkedPoint(double x, double y, int number) {
    private static final int PIXELS_PER_RADIUS = 250;
    private static final int LEAST_RADIUS = 2;

    /** Draws points on an 8-bit RGB image. */
    static Image draw(Image image, List<MarkedPoint> points) {
        Mat mat = Mats.of(image);
        try {
            int radius = Math.max(LEAST_RADIUS, Math.max(image.width(), image.height()) / PIXELS_PER_RADIUS);
            for (MarkedPoint point : points) {
                Point centre = new Point(Math.floor(point.x), Math.floor(point.y));
                int rgb = Lut.color(point.number);
                Imgproc.circle(mat, centre, radius + 1, Scalar.all(0), Core.FILLED);
                Imgproc.circle(
                        mat, centre, radius, new Scalar(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff), Core.FILLED);
            }
            return Mats.toImage(mat, true);
        } finally {
            mat.release();
        }
    }
}
