package io.fovea.explain.measure;

import io.fovea.anatomy.PixelGrid;
import io.fovea.session.FloatTensor;
import java.util.Random;

/**
 * Noisy linear imputation (Rong et al., "A consistent and efficient evaluation strategy for attribution methods", 2022): a pixel that was taken away is the weighted mean of its neighbours, 1/6 for those beside it and 1/12 for those at its
 * corners, which at the edge are scaled to 1; all such equations hold together. A little noise hides which pixels they are.
 *
 * @param grid of the image
 * @param removed which pixels are taken away
 */
record Imputation(PixelGrid grid, boolean[] removed) {
    private static final int[][] AROUND = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}};
    private static final float BESIDE = 1 / 6f;
    private static final float CORNER = 1 / 12f;
    private static final int ROUNDS = 500;
    private static final double TOLERANCE = 1e-5;

    /** Copies the pixels. */
    Imputation {
        removed = removed.clone();
    }

    /**
     * Fills a tensor with an image whose removed pixels are imputed.
     *
     * @param noise standard deviation of what is added to them
     */
    void fill(FloatTensor image, double noise, long seed, FloatTensor into) {
        Random random = new Random(seed);
        for (int c = 0; c < grid.channels(); c++) {
            float[] plane = new float[removed.length];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = image.data().get(grid.at(c, i));
            }
            solve(plane);
            for (int i = 0; i < plane.length; i++) {
                float more = removed[i] && noise > 0 ? (float) (noise * random.nextGaussian()) : 0;
                into.data().put(grid.at(c, i), plane[i] + more);
            }
        }
    }

    /** By conjugate gradients: with {@code a_ij} the weights between neighbours, {@code sum_j a_ij (x_i - x_j) = 0}. */
    private void solve(float[] x) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < x.length; i++) {
            sum += removed[i] ? 0 : x[i];
            known += removed[i] ? 0 : 1;
        }
        if (known == x.length) {
            return;
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = removed[i] ? (float) (known == 0 ? 0 : sum / known) : x[i];
        }
        if (known == 0) {
            return;
        }
        float[] rest = new float[x.length];
        float[] way = new float[x.length];
        float[] image = new float[x.length];
        differences(x, rest);
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            rest[i] = removed[i] ? -rest[i] : 0;
            way[i] = rest[i];
            square += (double) rest[i] * rest[i];
        }
        double enough = square * TOLERANCE * TOLERANCE;
        for (int round = 0; round < ROUNDS && square > enough && square > 0; round++) {
            differences(way, image);
            double along = 0;
            for (int i = 0; i < x.length; i++) {
                along += (double) way[i] * image[i];
            }
            float step = (float) (square / along);
            double next = 0;
            for (int i = 0; i < x.length; i++) {
                if (removed[i]) {
                    x[i] += step * way[i];
                    rest[i] -= step * image[i];
                    next += (double) rest[i] * rest[i];
                }
            }
            float turn = (float) (next / square);
            for (int i = 0; i < x.length; i++) {
                way[i] = removed[i] ? rest[i] + turn * way[i] : 0;
            }
            square = next;
        }
    }

    /** {@code sum_j a_ij (x_i - x_j)} at the removed pixels. */
    private void differences(float[] x, float[] into) {
        int width = grid.width();
        int height = grid.height();
        for (int i = 0; i < x.length; i++) {
            into[i] = 0;
            if (!removed[i]) {
                continue;
            }
            int px = i % width;
            int py = i / width;
            for (int[] way : AROUND) {
                int nx = px + way[0];
                int ny = py + way[1];
                if (nx >= 0 && ny >= 0 && nx < width && ny < height) {
                    into[i] += (way[0] == 0 || way[1] == 0 ? BESIDE : CORNER) * (x[i] - x[ny * width + nx]);
                }
            }
        }
    }
}
