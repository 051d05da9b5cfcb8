package io.fovea.linear;

import io.fovea.session.Cancellation;
import java.util.Random;

/**
 * Planes {@code [channel][place]} as the sum of a few products of a part {@code [place]} and its channels {@code [channel]},
 * none below 0, by the multiplicative updates of Lee and Seung, "Algorithms for non-negative matrix factorization", 2001. The
 * channels of a factor are of length 1. Immutable.
 */
public final class Factors {
    private static final int ROUNDS = 150;
    private static final float LEAST = 1e-9f;
    private static final long SEED = 1;

    private final float[][] places;
    private final float[][] channels;

    private Factors(float[][] places, float[][] channels) {
        this.places = places;
        this.channels = channels;
    }

    /**
     * Finds factors of the part of planes that is above 0. Blocks.
     *
     * @param planes {@code [channel][place]}
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Factors of(float[][] planes, int count, Cancellation cancel) {
        float[][] v = positive(planes);
        float unit = inUnits(v);
        float[][] turned = turned(v);
        float[][] w = corners(turned, count);
        float[][] h = drawn(count, turned.length);
        for (int round = 0; round < ROUNDS; round++) {
            cancel.check();
            update(h, w, turned);
            update(w, h, v);
        }
        return scaled(h, w, unit);
    }

    /** Makes the largest 1 where all are below, as what is left to be told from nothing is of a fixed size; returns what it was. */
    private static float inUnits(float[][] v) {
        float largest = 0;
        for (float[] plane : v) {
            for (float value : plane) {
                largest = Math.max(largest, value);
            }
        }
        float unit = largest > 0 ? Math.min(1, largest) : 1;
        for (float[] plane : v) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] /= unit;
            }
        }
        return unit;
    }

    /** The places of other planes, whose factors have the same channels. */
    public Factors on(float[][] planes) {
        float[][] v = positive(planes);
        float unit = inUnits(v);
        float[][] turned = turned(v);
        float[][] h = drawn(count(), turned.length);
        for (int round = 0; round < ROUNDS; round++) {
            update(h, channels, turned);
        }
        for (float[] part : h) {
            for (int i = 0; i < part.length; i++) {
                part[i] *= unit;
            }
        }
        return new Factors(h, channels);
    }

    private static float[][] positive(float[][] planes) {
        float[][] v = new float[planes.length][planes[0].length];
        for (int c = 0; c < v.length; c++) {
            for (int i = 0; i < v[c].length; i++) {
                v[c][i] = Math.max(0, planes[c][i]);
            }
        }
        return v;
    }

    /** How many there are. */
    public int count() {
        return places.length;
    }

    /** How much of a factor is in each place, 0 or above; a copy. */
    public float[] places(int factor) {
        return places[factor].clone();
    }

    /** The channels of a factor, of length 1; a copy. */
    public float[] channels(int factor) {
        return channels[factor].clone();
    }

    /**
     * What a factor adds to a score, as far as its gradients tell: {@code sum G H_k W_k}.
     *
     * @param gradients of the score with respect to the planes, {@code [channel][place]}
     */
    public double speaks(int factor, float[][] gradients) {
        double sum = 0;
        for (int c = 0; c < gradients.length; c++) {
            double along = 0;
            for (int i = 0; i < gradients[c].length; i++) {
                along += (double) gradients[c][i] * places[factor][i];
            }
            sum += along * channels[factor][c];
        }
        return sum;
    }

    /**
     * {@code a_ki <- a_ki (b v)_ki / (b b' a)_ki}.
     *
     * @param v {@code [i][j]}, of which {@code a} is {@code [k][i]} and {@code b} is {@code [k][j]}
     */
    private static void update(float[][] a, float[][] b, float[][] v) {
        int count = a.length;
        double[][] products = new double[count][count];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                products[k][l] = dot(b[k], b[l]);
            }
        }
        double[] below = new double[count];
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < count; k++) {
                below[k] = LEAST;
                for (int l = 0; l < count; l++) {
                    below[k] += products[k][l] * a[l][i];
                }
            }
            for (int k = 0; k < count; k++) {
                a[k][i] *= (float) (dot(b[k], v[i]) / below[k]);
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * Places that are as unlike as can be, one after the other the one of which most is left without its share in those
     * before (Araujo et al., "The successive projections algorithm", 2001), each a little of everything.
     */
    private static float[][] corners(float[][] places, int count) {
        float[][] left = new float[places.length][];
        for (int i = 0; i < left.length; i++) {
            left[i] = places[i].clone();
        }
        float[][] corners = new float[count][];
        for (int k = 0; k < count; k++) {
            int most = 0;
            for (int i = 1; i < left.length; i++) {
                most = dot(left[i], left[i]) > dot(left[most], left[most]) ? i : most;
            }
            corners[k] = places[most].clone();
            float[] along = left[most].clone();
            double square = dot(along, along);
            for (float[] one : left) {
                double share = square > 0 ? dot(one, along) / square : 0;
                for (int c = 0; c < one.length; c++) {
                    one[c] -= (float) (share * along[c]);
                }
            }
            for (int c = 0; c < corners[k].length; c++) {
                corners[k][c] += 1e-3f;
            }
        }
        return corners;
    }

    private static float[][] drawn(int rows, int columns) {
        Random random = new Random(SEED);
        float[][] drawn = new float[rows][columns];
        for (float[] row : drawn) {
            for (int i = 0; i < columns; i++) {
                row[i] = 0.1f + random.nextFloat();
            }
        }
        return drawn;
    }

    private static float[][] turned(float[][] matrix) {
        float[][] turned = new float[matrix[0].length][matrix.length];
        for (int y = 0; y < matrix.length; y++) {
            for (int x = 0; x < turned.length; x++) {
                turned[x][y] = matrix[y][x];
            }
        }
        return turned;
    }

    private static Factors scaled(float[][] h, float[][] w, float unit) {
        for (int k = 0; k < w.length; k++) {
            float length = (float) Math.sqrt(dot(w[k], w[k]));
            for (int c = 0; c < w[k].length && length > 0; c++) {
                w[k][c] /= length;
            }
            for (int i = 0; i < h[k].length; i++) {
                h[k][i] *= length * unit;
            }
        }
        return new Factors(h, w);
    }
}
