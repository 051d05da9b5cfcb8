package io.fovea.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** How far pixels lie from the nearest ones of a mask. */
public final class Distances {
    private Distances() {}

    /**
     * Straight distances from the middle of each pixel to that of the nearest one whose value is 0.
     *
     * @param width in pixels
     * @param height in pixels
     * @param mask row by row, with a 0 somewhere
     * @return in pixels, row by row
     */
    public static float[] toZero(int width, int height, byte[] mask) {
        OpenCv.load();
        Mat pixels = new Mat(height, width, CvType.CV_8U);
        Mat distances = new Mat();
        try {
            pixels.put(0, 0, mask);
            Imgproc.distanceTransform(pixels, distances, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
            float[] found = new float[mask.length];
            distances.get(0, 0, found);
            return found;
        } finally {
            pixels.release();
            distances.release();
        }
    }
}
