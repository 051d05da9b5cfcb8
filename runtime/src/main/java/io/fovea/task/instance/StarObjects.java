package io.fovea.task.instance;

import io.fovea.session.Cancellation;

/**
 * The objects of a StarDist network (Schmidt, Weigert et al., Cell Detection with Star-Convex Polygons, 2018): of the places
 * that it believes in, the most probable whose polygons do not overlap too far.
 */
public final class StarObjects {
    private final StarCandidates candidates;
    private final int[] kept;

    private StarObjects(StarCandidates candidates, int[] kept) {
        this.candidates = candidates;
        this.kept = kept;
    }

    /**
     * Those among some candidates. Blocks.
     *
     * @param candidates in pixels of the network's input
     * @param most that polygons may share, as a portion of the smaller one's area, 0..1
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static StarObjects of(StarCandidates candidates, double most, Cancellation cancel) {
        return new StarObjects(candidates, StarSuppression.kept(candidates, most, cancel));
    }

    /** The class of each object by its number, 1..n; 0 at 0. */
    public int[] kinds() {
        int[] kinds = new int[kept.length + 1];
        for (int i = 0; i < kept.length; i++) {
            kinds[i + 1] = candidates.kind(kept[i]);
        }
        return kinds;
    }

    /**
     * The labels of the pixels of an image: 0 for background, 1..n for objects, the most probable first, which also has what
     * two share. Blocks.
     *
     * @param width of the image
     * @param height of the image
     * @param inputWidth the whole image's, as the network saw it
     * @param inputHeight the whole image's, as the network saw it
     */
    public int[] labels(int width, int height, int inputWidth, int inputHeight) {
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
