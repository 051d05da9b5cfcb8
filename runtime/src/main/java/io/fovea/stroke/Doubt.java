package io.fovea.stroke;

import io.fovea.task.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        int side = side(result);
        return least(result, strokes, 1).stream()
                .findFirst()
                .orElse(new Doubt(result.width() / 2, result.height() / 2, side, 1));
    }

    /**
     * So many of them, or fewer where there is no room, which do not overlap: the least sure first.
     *
     * @param count at least 1
     */
    public static List<Doubt> least(Segmentation result, Strokes strokes, int count) {
        int side = side(result);
        Sums sums = Sums.of(result, strokes);
        List<Doubt> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.least(side, found).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static int side(Segmentation result) {
        return Math.min(SIDE, Math.min(result.width(), result.height()));
    }

    private boolean overlaps(int left, int top) {
        return Math.abs(x - side / 2 - left) < side && Math.abs(y - side / 2 - top) < side;
    }

    /** Of margins, and of painted pixels, above and left of each corner between pixels. */
    private record Sums(int width, int height, double[] margins, int[] painted) {
        static Sums of(Segmentation result, Strokes strokes) {
            int width = result.width();
            int height = result.height();
            double[] sums = new double[(width + 1) * (height + 1)];
            int[] painted = new int[(width + 1) * (height + 1)];
            float[] margins = Doubt.margins(result);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = (y + 1) * (width + 1) + x + 1;
                    sums[at] = margins[y * width + x] + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2];
                    int here = strokes.has(x, y) ? 1 : 0;
                    painted[at] = here + painted[at - 1] + painted[at - width - 1] - painted[at - width - 2];
                }
            }
            return new Sums(width, height, sums, painted);
        }

        /** The square with the least margin, of those that overlap none of others. */
        Optional<Doubt> least(int side, List<Doubt> others) {
            int area = side * side;
            Optional<Doubt> least = Optional.empty();
            double margin = 1;
            for (int y = 0; y + side <= height; y++) {
                for (int x = 0; x + side <= width; x++) {
                    int upper = y * (width + 1) + x;
                    int lower = (y + side) * (width + 1) + x;
                    double mean =
                            (margins[lower + side] - margins[lower] - margins[upper + side] + margins[upper]) / area;
                    int covered = painted[lower + side] - painted[lower] - painted[upper + side] + painted[upper];
                    if (mean < margin && 2 * covered <= area && isFree(x, y, others)) {
                        least = Optional.of(new Doubt(x + side / 2, y + side / 2, side, mean));
                        margin = mean;
                    }
                }
            }
            return least;
        }

        private static boolean isFree(int left, int top, List<Doubt> others) {
            return others.stream().noneMatch(other -> other.overlaps(left, top));
        }
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
