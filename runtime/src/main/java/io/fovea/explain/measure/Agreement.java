package io.fovea.explain.measure;

import io.fovea.explain.RankCorrelation;
import java.util.List;

/** How far methods see the same: the mean rank correlation of a map with those of the other methods. */
public final class Agreement {
    private Agreement() {}

    /**
     * Of each map of one image and class.
     *
     * @param maps on one grid
     * @return for each map, -1..1; 0 where there is no other
     */
    public static double[] of(List<float[]> maps) {
        int count = maps.size();
        double[] means = new double[count];
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                double correlation = RankCorrelation.of(maps.get(a), maps.get(b));
                means[a] += correlation / (count - 1);
                means[b] += correlation / (count - 1);
            }
        }
        return means;
    }
}
