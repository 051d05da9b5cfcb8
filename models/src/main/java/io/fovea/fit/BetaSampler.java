package io.fovea.fit;

import java.util.SplittableRandom;

/** Draws shares from Beta(alpha, alpha), symmetric about a half, by two draws from Gamma. */
final class BetaSampler {

    private BetaSampler() {}

    /** A share, 0..1; for an alpha below 1 mostly near 0 or 1, for larger ones near a half. */
    static double draw(double alpha, SplittableRandom random) {
        double first = gamma(alpha, random);
        double second = gamma(alpha, random);
        return first + second == 0 ? 0.5 : first / (first + second);
    }

    /** Marsaglia and Tsang (2000); shapes below 1 by the boost of section 6. */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** Box and Muller (1958). */
    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
