package io.fovea.explore;

import io.fovea.image.OpenCv;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What keeps ascents from noise, on images of planes of floats.
 *
 * @param channels the number of planes
 */
record Regularisation(int width, int height, int channels) {
    /** Below this difference between neighbours, of values 0..1, total variation is quadratic. */
    private static final double SOFT = 0.02;

    /** Shifted to the right and down, what leaves at an edge coming in at the other. */
    float[] shifted(float[] image, int dx, int dy) {
        if (dx == 0 && dy == 0) {
            return image;
        }
        float[] moved = new float[image.length];
        int split = Math.floorMod(dx, width);
        for (int row = 0; row < channels * height; row++) {
            int c = row / height;
            int to = (c * height + Math.floorMod(row % height + dy, height)) * width;
            System.arraycopy(image, row * width, moved, to + split, width - split);
            System.arraycopy(image, row * width + width - split, moved, to, split);
        }
        return moved;
    }

    /** Blurred by a Gaussian. */
    float[] blurred(float[] image, double sigma) {
        OpenCv.load();
        float[] smooth = new float[image.length];
        float[] plane = new float[width * height];
        Mat mat = new Mat(height, width, CvType.CV_32F);
        try {
            for (int c = 0; c < channels; c++) {
                System.arraycopy(image, c * plane.length, plane, 0, plane.length);
                mat.put(0, 0, plane);
                Imgproc.GaussianBlur(mat, mat, new Size(0, 0), sigma, sigma, Core.BORDER_REFLECT_101);
                mat.get(0, 0, plane);
                System.arraycopy(plane, 0, smooth, c * plane.length, plane.length);
            }
            return smooth;
        } finally {
            mat.release();
        }
    }

    /** The derivative of the total variation: Rudin, Osher and Fatemi (1992), along rows and columns apart. */
    float[] variation(float[] image) {
        float[] slope = new float[image.length];
        for (int row = 0; row < channels * height; row++) {
            for (int x = 0; x < width; x++) {
                int i = row * width + x;
                if (x + 1 < width) {
                    pull(image, slope, i, i + 1);
                }
                if (row % height + 1 < height) {
                    pull(image, slope, i, i + width);
                }
            }
        }
        return slope;
    }

    private static void pull(float[] image, float[] slope, int a, int b) {
        double difference = image[a] - image[b];
        float pull = (float) (difference / Math.sqrt(difference * difference + SOFT * SOFT));
        slope[a] += pull;
        slope[b] -= pull;
    }

    /** The standard deviation around 0. */
    double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * (double) value;
        }
        return Math.sqrt(squares / values.length);
    }
}
