package io.fovea.explain.method;

import java.util.Random;

/**
 * Random masks without hard edges: a small grid of cells, kept or not, enlarged linearly to one cell more than the image and
 * cut to its size at a random place (Petsiuk et al., "RISE", 2018). A mask depends on its number and the seed
 * alone.
 *
 * @param cells along each side of the small grid
 * @param kept the share of them, 0..1
 */
record SoftMasks(int width, int height, int cells, double kept, long seed) {
    private static final long APART = 0x9E3779B97F4A7C15L;

    /** A mask, row by row, 0..1. */
    float[] mask(int index) {
        Random random = new Random(seed + APART * (index + 1L));
        float[][] grid = new float[cells][cells];
        for (float[] row : grid) {
            for (int x = 0; x < cells; x++) {
                row[x] = random.nextDouble() < kept ? 1 : 0;
            }
        }
        int[] left = new int[width];
        float[] share = new float[width];
        places(width, random, left, share);
        int[] top = new int[height];
        float[] rowShare = new float[height];
        places(height, random, top, rowShare);
        float[] mask = new float[width * height];
        float[] row = new float[cells];
        for (int y = 0; y < height; y++) {
            float[] above = grid[top[y]];
            float[] below = grid[Math.min(cells - 1, top[y] + 1)];
            for (int x = 0; x < cells; x++) {
                row[x] = above[x] + rowShare[y] * (below[x] - above[x]);
            }
            for (int x = 0; x < width; x++) {
                float first = row[left[x]];
                mask[y * width + x] = first + share[x] * (row[Math.min(cells - 1, left[x] + 1)] - first);
            }
        }
        return mask;
    }

    /** Between which cells each pixel lies, and how far from the first. */
    private void places(int length, Random random, int[] first, float[] share) {
        int cell = (length + cells - 1) / cells;
        int shift = random.nextInt(cell);
        double step = (double) cells / ((cells + 1) * cell);
        for (int i = 0; i < length; i++) {
            double at = Math.min(cells - 1, Math.max(0, (i + shift + 0.5) * step - 0.5));
            first[i] = (int) at;
            share[i] = (float) (at - first[i]);
        }
    }
}
