package io.fovea.concept;

/**
 * Student's t: how improbable a difference is by chance.
 *
 * @param t the statistic
 * @param freedom degrees of it, above 0
 */
record StudentT(double t, double freedom) {
    private static final int MOST_TERMS = 500;
    private static final double ENOUGH = 1e-14;
    private static final double TINY = 1e-300;

    /** Whether the means of two samples differ, whose spreads may (Welch, 1947). */
    static StudentT welch(Sample one, Sample other) {
        double first = one.variance() / one.count();
        double second = other.variance() / other.count();
        double squared = first + second;
        double freedom =
                squared * squared / (first * first / (one.count() - 1) + second * second / (other.count() - 1));
        return of(one.mean() - other.mean(), squared, squared == 0 ? one.count() + other.count() - 2 : freedom);
    }

    /** Whether one number is from where a sample is from. */
    static StudentT outlier(double one, Sample sample) {
        double squared = sample.variance() * (1 + 1.0 / sample.count());
        return of(one - sample.mean(), squared, sample.count() - 1);
    }

    private static StudentT of(double difference, double squaredError, double freedom) {
        // Without any spread a difference is no chance, and none is nothing.
        return new StudentT(difference == 0 ? 0 : difference / Math.sqrt(squaredError), freedom);
    }

    /** The probability of a statistic that is as far from 0, on either side, 0..1. */
    double twoSided() {
        if (Double.isInfinite(t)) {
            return 0;
        }
        return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** The regularised incomplete beta function (Abramowitz and Stegun, 26.5.8), by Lentz's continued fraction. */
    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < ENOUGH) {
                break;
            }
        }
        return front * fraction / a;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series behind a few steps of the recurrence. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 10) {
            shift -= Math.log(z);
            z++;
        }
        double inverse = 1 / (z * z);
        double series = 1 / z * (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680)));
        return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
