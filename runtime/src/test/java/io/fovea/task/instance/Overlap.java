package io.fovea.task.instance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How well objects that were found cover those that were drawn. */
final class Overlap {
    private Overlap() {}

    /** Of all drawn objects, the least intersection over union with the one that is found most at its place. */
    static double least(int[] truth, int[] found, int count) {
        double least = 1;
        Map<Long, Integer> shared = new HashMap<>();
        int[] drawn = new int[count + 1];
        int[] areas = new int[Arrays.stream(found).max().orElse(0) + 1];
        for (int i = 0; i < truth.length; i++) {
            drawn[truth[i]]++;
            areas[found[i]]++;
            shared.merge((long) truth[i] << 32 | found[i], 1, Integer::sum);
        }
        double[] best = new double[count + 1];
        shared.forEach((pair, pixels) -> {
            int one = (int) (pair >> 32);
            int other = (int) (long) pair;
            if (one > 0 && other > 0) {
                best[one] = Math.max(best[one], (double) pixels / (drawn[one] + areas[other] - pixels));
            }
        });
        for (int label = 1; label <= count; label++) {
            least = Math.min(least, best[label]);
        }
        return least;
    }
}
