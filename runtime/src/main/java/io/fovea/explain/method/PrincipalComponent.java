package io.fovea.explain.method;

import java.util.Arrays;
import java.util.Random;

/**
 * The projection of planes on their first principal component, as they are: {@code A v} with {@code v} the first right
 * singular vector of {@code A}, whose rows are places and whose columns are channels. Which way {@code v} points is open.
 */
final class PrincipalComponent {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;
    private static final long SEED = 1;

    private PrincipalComponent() {}

    /** Of planes that are never negative, {@code [channel][place]}, a value for each place. */
    static float[] ofPositive(float[][] planes) {
        double[] even = new double[planes[0].length];
        Arrays.fill(even, 1 / Math.sqrt(even.length));
        return project(planes, even);
    }

    /** Of any planes, {@code [channel][place]}, a value for each place. */
    static float[] of(float[][] planes) {
        // What the signs of the planes could make even places miss, places drawn at random do not.
        Random random = new Random(SEED);
        double[] any = random.doubles(planes[0].length, -1, 1).toArray();
        double length = length(any);
        for (int i = 0; i < any.length; i++) {
            any[i] /= length;
        }
        return project(planes, any);
    }

    /**
     * Planes of which each has its mean taken off, as pytorch-grad-cam does before it projects: what differs from place to
     * place, and not what is there.
     */
    static float[][] centred(float[][] planes) {
        float[][] centred = new float[planes.length][];
        for (int c = 0; c < planes.length; c++) {
            double sum = 0;
            for (float v : planes[c]) {
                sum += v;
            }
            float mean = (float) (sum / planes[c].length);
            centred[c] = planes[c].clone();
            for (int i = 0; i < centred[c].length; i++) {
                centred[c][i] -= mean;
            }
        }
        return centred;
    }

    /** Above 0 if a map rises where the sum of planes does. */
    static double agreement(float[] map, float[][] planes) {
        double agreement = 0;
        for (float[] plane : planes) {
            for (int i = 0; i < map.length; i++) {
                agreement += (double) map[i] * plane[i];
            }
        }
        return agreement;
    }

    /** By the power method. */
    private static float[] project(float[][] planes, double[] u) {
        int places = u.length;
        double[] next = new double[places];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            // One step on A A^T: first to channels, then back to places.
            Arrays.fill(next, 0);
            for (float[] plane : planes) {
                double dot = 0;
                for (int i = 0; i < places; i++) {
                    dot += plane[i] * u[i];
                }
                for (int i = 0; i < places; i++) {
                    next[i] += dot * plane[i];
                }
            }
            double length = length(next);
            if (length == 0) {
                return new float[places];
            }
            double moved = 0;
            for (int i = 0; i < places; i++) {
                double value = next[i] / length;
                moved = Math.max(moved, Math.abs(value - u[i]));
                u[i] = value;
            }
            if (moved < TOLERANCE) {
                break;
            }
        }
        return scaled(planes, u);
    }

    /** {@code A v} is {@code u} times the first singular value. */
    private static float[] scaled(float[][] planes, double[] u) {
        double square = 0;
        for (float[] plane : planes) {
            double dot = 0;
            for (int i = 0; i < u.length; i++) {
                dot += plane[i] * u[i];
            }
            square += dot * dot;
        }
        double value = Math.sqrt(square);
        float[] map = new float[u.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (value * u[i]);
        }
        return map;
    }

    private static double length(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }
}
