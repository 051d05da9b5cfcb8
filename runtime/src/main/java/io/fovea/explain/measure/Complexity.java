package io.fovea.explain.measure;

/** How many pixels a map is about: the entropy of the shares of its values (Bhatt et al. 2020). */
public final class Complexity {
    private Complexity() {}

    /**
     * {@code -sum_i p_i ln p_i} with {@code p_i = |v_i| / |v|_1}.
     *
     * @return in nats: 0 where one value has everything, up to {@code ln d} where all of {@code d} are equally large; 0 for a map
     *     of zeros
     */
    public static double of(float... map) {
        double sum = 0;
        for (float v : map) {
            sum += Math.abs(v);
        }
        double entropy = 0;
        for (float v : map) {
            double share = sum == 0 ? 0 : Math.abs(v) / sum;
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }
}
