package io.fovea.explain.measure;

import java.util.Arrays;

/** How few pixels a map is about: the Gini index of the sizes of its values (Chalasani et al. 2020). */
public final class Sparseness {
    private Sparseness() {}

    /**
     * {@code 1 - 2 sum_k (v_k / |v|_1) ((d - k + 1/2) / d)} with values in rising order.
     *
     * @return 0 where all values are equally large, up to {@code 1 - 1/d} where one of {@code d} has everything; 0 for a map of
     *     zeros
     */
    public static double of(float... map) {
        double[] sizes = new double[map.length];
        double sum = 0;
        for (int i = 0; i < map.length; i++) {
            sizes[i] = Math.abs(map[i]);
            sum += sizes[i];
        }
        if (sum == 0) {
            return 0;
        }
        Arrays.sort(sizes);
        double below = 0;
        for (int k = 1; k <= sizes.length; k++) {
            below += sizes[k - 1] / sum * (sizes.length - k + 0.5) / sizes.length;
        }
        return 1 - 2 * below;
    }
}
