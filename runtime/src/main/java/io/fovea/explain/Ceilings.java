package io.fovea.explain;

import java.util.Arrays;

/** The raw value that is shown as 1. */
final class Ceilings {
    /** Maps of single pixels have outliers that would leave all else dark. */
    private static final double PERCENTILE = 0.995;

    private Ceilings() {}

    /** The highest value; of a map of pixels, the highest but for half a percent. */
    static float of(Method method, Attribution raw) {
        if (method.kind() != Method.Kind.PIXELS) {
            return raw.highest();
        }
        float[] sorted = raw.values().clone();
        Arrays.sort(sorted);
        float highest = sorted[sorted.length - 1];
        float most = sorted[(int) (PERCENTILE * (sorted.length - 1))];
        return Math.max(0, most > 0 ? most : highest);
    }
}
