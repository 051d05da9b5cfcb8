package io.fovea.data;

import io.fovea.image.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Where in a source image each pixel of an output comes from: {@code source = matrix * (x, y, 1)}.
 *
 * @param matrix two rows of three
 */
record AffineMap(double[] matrix) {

    /**
     * Takes {@code (outX, outY)} to {@code (x, y)} and turns, scales, shears and mirrors about it.
     *
     * @param scale how much larger the output shows the source
     * @param angle in radians
     * @param skew horizontal shift per vertical pixel
     */
    static AffineMap about(
            double x,
            double y,
            double outX,
            double outY,
            double scale,
            double flipX,
            double flipY,
            double angle,
            double skew) {
        double cos = Math.cos(angle) / scale;
        double sin = Math.sin(angle) / scale;
        double a = flipX * cos;
        double b = flipX * (skew * cos - sin);
        double c = flipY * sin;
        double d = flipY * (skew * sin + cos);
        // Pixel centres lie at half coordinates; OpenCV counts from pixel centres.
        double ox = outX - 0.5;
        double oy = outY - 0.5;
        return new AffineMap(new double[] {a, b, x - 0.5 - a * ox - b * oy, c, d, y - 0.5 - c * ox - d * oy});
    }

    /**
     * The same for a source of another size, {@code scaleX} times as wide and {@code scaleY} times as high, that shows
     * the same.
     */
    AffineMap scaled(double scaleX, double scaleY) {
        if (scaleX == 1 && scaleY == 1) {
            return this;
        }
        double[] m = matrix;
        return new AffineMap(new double[] {
            m[0] * scaleX, m[1] * scaleX, (m[2] + 0.5) * scaleX - 0.5,
            m[3] * scaleY, m[4] * scaleY, (m[5] + 0.5) * scaleY - 0.5
        });
    }

    /** The matrix as OpenCV wants it; the caller releases it. */
    Mat toMat() {
        OpenCv.load();
        Mat mat = new Mat(2, 3, CvType.CV_64F);
        mat.put(0, 0, matrix);
        return mat;
    }
}
