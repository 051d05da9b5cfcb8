package io.fovea.concept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * At which points of the unit cube a function is to be evaluated so that its total Sobol indices follow: two sets of points,
 * {@code A} and {@code B}, and for each variable {@code A} with that variable's column of {@code B}. The points are Halton's
 * (1960), with the digits of each base in a drawn order, since in their own order high bases run side by side.
 *
 * @param variables how many there are, at least 1
 * @param samples points of a set, at least 2
 */
record SobolDesign(int variables, int samples) {
    private static final long SEED = 1;

    /** Orders of digits of which the one is taken whose column goes least with those before: few points would take that for a cause. */
    private static final int DRAWS = 100;

    private static final int PAIRED = 4;

    /** How many points there are. */
    int size() {
        return samples * (variables + 2);
    }

    /** The points, each of a value 0..1 for each variable: those of A, those of B, and of each variable in turn. */
    List<float[]> points() {
        float[][] columns = halton(2 * variables, samples);
        List<float[]> points = new ArrayList<>();
        for (int set = -2; set < variables; set++) {
            for (int i = 0; i < samples; i++) {
                float[] point = new float[variables];
                for (int v = 0; v < variables; v++) {
                    boolean ofB = set == -1 || set == v;
                    point[v] = columns[ofB ? variables + v : v][i];
                }
                points.add(point);
            }
        }
        return points;
    }

    /**
     * How much of a function's variance is lost when a variable is known no more, alone and together with others: {@code
     * mean (f(A) - f(A with B's variable))^2 / (2 V)} (Jansen, "Analysis of variance designs for model output", 1999), with
     * {@code V} the variance over A and B.
     *
     * @param values of the function at the {@link #points}
     * @return one for each variable, 0 or above; 0 where the function is constant
     */
    double[] totals(double[] values) {
        double mean = 0;
        for (int i = 0; i < 2 * samples; i++) {
            mean += values[i] / (2 * samples);
        }
        double variance = 0;
        for (int i = 0; i < 2 * samples; i++) {
            variance += (values[i] - mean) * (values[i] - mean) / (2 * samples - 1);
        }
        double[] totals = new double[variables];
        for (int v = 0; v < variables && variance > 0; v++) {
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                double change = values[i] - values[(v + 2) * samples + i];
                sum += change * change;
            }
            totals[v] = sum / (2 * samples * variance);
        }
        return totals;
    }

    /** The first points of a sequence, but for the one at its start, {@code [dimension][point]}. */
    private static float[][] halton(int dimensions, int count) {
        Random random = new Random(SEED);
        float[][] columns = new float[dimensions][];
        int base = 1;
        for (int d = 0; d < dimensions; d++) {
            base = nextPrime(base);
            double least = Double.POSITIVE_INFINITY;
            for (int draw = 0; draw < DRAWS; draw++) {
                float[] column = column(drawn(base, random), count);
                double most = 0;
                for (int e = 0; e < d; e++) {
                    // That of a variable's own two columns counts directly in its index.
                    int weight = 2 * (d - e) == dimensions ? PAIRED : 1;
                    most = Math.max(most, weight * Math.abs(correlation(columns[e], column)));
                }
                if (most < least) {
                    least = most;
                    columns[d] = column;
                }
            }
        }
        return columns;
    }

    private static float[] column(int[] digits, int count) {
        float[] column = new float[count];
        for (int i = 0; i < count; i++) {
            double share = 1;
            for (int rest = i + 1; rest > 0; rest /= digits.length) {
                share /= digits.length;
                column[i] += (float) (share * digits[rest % digits.length]);
            }
        }
        return column;
    }

    private static double correlation(float[] one, float[] other) {
        double[] means = new double[2];
        for (int i = 0; i < one.length; i++) {
            means[0] += one[i] / one.length;
            means[1] += other[i] / one.length;
        }
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - means[0]) * (other[i] - means[1]);
            square += (one[i] - means[0]) * (one[i] - means[0]);
            otherSquare += (other[i] - means[1]) * (other[i] - means[1]);
        }
        return product == 0 ? 0 : product / Math.sqrt(square * otherSquare);
    }

    /** Digits in some order; 0 stays, as it is what follows all others. */
    private static int[] drawn(int base, Random random) {
        List<Integer> others = new ArrayList<>();
        for (int digit = 1; digit < base; digit++) {
            others.add(digit);
        }
        Collections.shuffle(others, random);
        int[] digits = new int[base];
        for (int i = 1; i < base; i++) {
            digits[i] = others.get(i - 1);
        }
        return digits;
    }

    private static int nextPrime(int after) {
        int candidate = after + 1;
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
