package io.fovea.explain.method;

import io.fovea.image.Image;
import io.fovea.image.Mats;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Weighted least squares. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * The slopes {@code b} of {@code y = a + sum_p b_p x_p} that make {@code sum_s w_s (y_s - ...)^2 + ridge |b|^2} least.
     *
     * @param x which count in each sample, {@code [sample][p]}
     * @param y by sample
     * @param w by sample
     */
    static double[] fit(boolean[][] x, double[] y, double[] w, double ridge) {
        int unknowns = x[0].length;
        double total = 0;
        double meanY = 0;
        double[] meanX = new double[unknowns];
        for (int s = 0; s < y.length; s++) {
            total += w[s];
            meanY += w[s] * y[s];
            for (int p = 0; p < unknowns; p++) {
                meanX[p] += x[s][p] ? w[s] : 0;
            }
        }
        double[][] centred = new double[y.length][unknowns];
        double[] rest = new double[y.length];
        for (int s = 0; s < y.length; s++) {
            rest[s] = y[s] - meanY / total;
            for (int p = 0; p < unknowns; p++) {
                centred[s][p] = (x[s][p] ? 1 : 0) - meanX[p] / total;
            }
        }
        return through(centred, rest, w, ridge);
    }

    /** The same without {@code a}. */
    static double[] through(double[][] x, double[] y, double[] w, double ridge) {
        int unknowns = x[0].length;
        double[][] products = new double[unknowns][unknowns];
        double[] right = new double[unknowns];
        for (int s = 0; s < y.length; s++) {
            for (int p = 0; p < unknowns; p++) {
                double weighted = w[s] * x[s][p];
                right[p] += weighted * y[s];
                for (int q = 0; q <= p && weighted != 0; q++) {
                    products[p][q] += weighted * x[s][q];
                }
            }
        }
        for (int p = 0; p < unknowns; p++) {
            products[p][p] += ridge;
            for (int q = 0; q < p; q++) {
                products[q][p] = products[p][q];
            }
        }
        return solved(products, right);
    }

    private static double[] solved(double[][] matrix, double[] right) {
        int n = right.length;
        // Loads OpenCV.
        Mats.of(Image.gray8(1, 1, new byte[1])).release();
        Mat a = new Mat(n, n, CvType.CV_64F);
        Mat b = new Mat(n, 1, CvType.CV_64F);
        Mat x = new Mat();
        try {
            for (int row = 0; row < n; row++) {
                a.put(row, 0, matrix[row]);
            }
            b.put(0, 0, right);
            // What no sample tells apart gets the least slopes.
            Core.solve(a, b, x, Core.DECOMP_SVD);
            double[] solution = new double[n];
            x.get(0, 0, solution);
            return solution;
        } finally {
            a.release();
            b.release();
            x.release();
        }
    }
}
