package io.fovea.task.instance;

import io.fovea.session.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Non-maximum suppression of star polygons, as StarDist's own: of two that share more than a portion of the smaller one the
 * less probable goes. Exact, and equals are taken in the order of their places, so that the answer does not depend on tiles.
 *
 * <p>Polygons are looked up in {@link SizeGrid}s by their place and size, so that far ones are never compared; those around one
 * that stays are compared by all processors.
 */
final class StarSuppression {
    private static final int PART = 64;

    private final StarCandidates candidates;
    private final double most;
    private final Cancellation cancel;
    private final float[] areas;
    private final Bounds[] bounds;
    private final boolean[] gone;

    private StarSuppression(StarCandidates candidates, double most, Cancellation cancel) {
        int count = candidates.count();
        this.candidates = candidates;
        this.most = most;
        this.cancel = cancel;
        areas = new float[count];
        bounds = new Bounds[count];
        gone = new boolean[count];
    }

    /**
     * The candidates that stay, the most probable first. Blocks.
     *
     * @param most that two may share, as a portion of the smaller one's area, 0..1
     * @throws io.fovea.session.CancelledException if cancelled
     */
    static int[] kept(StarCandidates candidates, double most, Cancellation cancel) {
        StarSuppression suppression = new StarSuppression(candidates, most, cancel);
        inParts(candidates.count(), suppression::measure);
        return suppression.run(order(candidates));
    }

    /** The most probable first; of equals the upper, then the left one. */
    private static int[] order(StarCandidates candidates) {
        long[] keys = new long[candidates.count()];
        long width =
                1 + IntStream.range(0, keys.length).map(candidates::x).max().orElse(0);
        Arrays.setAll(keys, i -> candidates.y(i) * width + candidates.x(i) << Integer.SIZE | i);
        int[] byPlace = sorted(keys);
        Arrays.setAll(
                keys,
                i -> (long) (Integer.MAX_VALUE - Float.floatToIntBits(candidates.probability(byPlace[i])))
                                << Integer.SIZE
                        | i);
        return Arrays.stream(sorted(keys)).map(i -> byPlace[i]).toArray();
    }

    /** The lower halves of numbers in their order. */
    private static int[] sorted(long[] keys) {
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private void measure(int from, int to) {
        double[] x = new double[candidates.rays()];
        double[] y = new double[candidates.rays()];
        for (int i = from; i < to; i++) {
            areas[i] = (float) candidates.area(i);
            bounds[i] = Bounds.around(candidates.cornersX(i, x), candidates.cornersY(i, y));
        }
    }

    private int[] run(int[] order) {
        List<SizeGrid> grids = SizeGrid.of(candidates, bounds);
        int[] kept = new int[order.length];
        int[] near = new int[order.length];
        int count = 0;
        for (int winner : order) {
            if (!gone[winner]) {
                cancel.check();
                gone[winner] = true;
                kept[count++] = winner;
                suppress(winner, near, near(winner, grids, near));
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** The candidates that may share enough with one, by their bounds; says how many. */
    private int near(int winner, List<SizeGrid> grids, int[] into) {
        int count = 0;
        for (SizeGrid grid : grids) {
            count = grid.collect(bounds[winner], gone, into, count);
        }
        int left = 0;
        for (int i = 0; i < count; i++) {
            double shared = bounds[winner].shared(bounds[into[i]]);
            if (shared > most * Math.min(areas[winner], areas[into[i]])) {
                into[left++] = into[i];
            }
        }
        return left;
    }

    private void suppress(int winner, int[] near, int count) {
        StarPolygon polygon = candidates.polygon(winner);
        inParts(count, (from, to) -> {
            double[] x = new double[candidates.rays()];
            double[] y = new double[candidates.rays()];
            for (int i = from; i < to; i++) {
                int other = near[i];
                double shared = polygon.shared(candidates.cornersX(other, x), candidates.cornersY(other, y));
                if (shared > most * Math.min(areas[winner], areas[other])) {
                    gone[other] = true;
                }
            }
        });
    }

    @FunctionalInterface
    private interface Part {
        void run(int from, int to);
    }

    /** Does some of many things after the other, and others at the same time. */
    private static void inParts(int count, Part part) {
        int parts = (count + PART - 1) / PART;
        IntStream.range(0, parts).parallel().forEach(i -> part.run(i * PART, Math.min(count, (i + 1) * PART)));
    }
}
