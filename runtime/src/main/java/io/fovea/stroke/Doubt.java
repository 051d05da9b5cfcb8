package io.fovea.stroke;

import io.fovea.task.Segmentation;

/**
 * Where a segmentation is least sure: the square in which the two most probable classes are closest, where another stroke
 * tells most.
 *
 * @param x the middle of the square, in pixels
 * @param y the middle of the square, in pixels
 * @param side of the square, in pixels
 * @param margin the mean over the square of the most probable class's probability less the second's, 0..1
 */
public record Doubt(int x, int y, int side, double margin) {
    private static final int SIDE = 31;

    /**
     * The square of 31 pixels, or less in a smaller image, in which the margin is least and at least half is unpainted;
     * of equals the first.
     */
    public static Doubt of(Segmentation result, Strokes strokes) {
        int width = result.width();
        int height = result.height();
        int side = Math.min(SIDE, Math.min(width, height));
        double[] sums = new double[(width + 1) * (height + 1)];
        int[] painted = new int[(width + 1) * (height + 1)];
        float[] margins = margins(result);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y + 1) * (width + 1) + x + 1;
                sums[at] = margins[y * width + x] + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2];
                int here = strokes.has(x, y) ? 1 : 0;
                painted[at] = here + painted[at - 1] + painted[at - width - 1] - painted[at - width - 2];
            }
        }
        int area = side * side;
        Doubt least = new Doubt(width / 2, height / 2, side, 1);
        for (int y = 0; y + side <= height; y++) {
            for (int x = 0; x + side <= width; x++) {
                int upper = y * (width + 1) + x;
                int lower = (y + side) * (width + 1) + x;
                double margin = (sums[lower + side] - sums[lower] - sums[upper + side] + sums[upper]) / area;
                int covered = painted[lower + side] - painted[lower] - painted[upper + side] + painted[upper];
                if (margin < least.margin && 2 * covered <= area) {
                    least = new Doubt(x + side / 2, y + side / 2, side, margin);
                }
            }
        }
        return least;
    }

    private static float[] margins(Segmentation result) {
        int size = result.width() * result.height();
        float[] first = new float[size];
        float[] second = new float[size];
        for (int k = 0; k < result.labels().size(); k++) {
            float[] plane = result.probability(k);
            for (int i = 0; i < size; i++) {
                second[i] = Math.max(second[i], Math.min(first[i], plane[i]));
                first[i] = Math.max(first[i], plane[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            first[i] -= second[i];
        }
        return first;
    }
}
