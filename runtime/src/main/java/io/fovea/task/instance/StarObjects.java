package io.fovea.task.instance;

import io.fovea.session.Cancellation;

/**
 * The objects of a StarDist network (Schmidt, Weigert et al., Cell Detection with Star-Convex Polygons, 2018): of the places
 * that it believes in, the most probable whose polygons do not overlap too far.
 */
public final class StarObjects {
    private StarObjects() {}

    /**
     * The labels of the pixels of an image: 0 for background, 1..n for objects, the most probable first, which also has what
     * two share. Blocks.
     *
     * @param candidates in pixels of the network's input
     * @param most that polygons may share, as a portion of the smaller one's area, 0..1
     * @param width of the image
     * @param height of the image
     * @param inputWidth the whole image's, as the network saw it
     * @param inputHeight the whole image's, as the network saw it
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static int[] labels(
            StarCandidates candidates,
            double most,
            int width,
            int height,
            int inputWidth,
            int inputHeight,
            Cancellation cancel) {
        int[] kept = StarSuppression.kept(candidates, most, cancel);
        int[] labels = new int[width * height];
        Painted painted = new Painted(width, height, labels);
        double[] x = new double[candidates.rays()];
        double[] y = new double[candidates.rays()];
        for (int i = kept.length - 1; i >= 0; i--) {
            toImage(candidates.cornersX(kept[i], x), (double) width / inputWidth);
            toImage(candidates.cornersY(kept[i], y), (double) height / inputHeight);
            painted.fill(x, y, i + 1);
        }
        return labels;
    }

    /** Pixels' centres are at whole numbers in either, and their edges meet. */
    private static void toImage(double[] places, double scale) {
        for (int i = 0; i < places.length; i++) {
            places[i] = (places[i] + 0.5) * scale - 0.5;
        }
    }
}
