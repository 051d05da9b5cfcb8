package io.fovea.explain;

import io.fovea.explain.ExplainedNetwork.Answer;
import io.fovea.explain.FeatureMap.Planes;
import java.util.Arrays;

/**
 * The projection of a layer's feature maps on their first principal component (Muhammad and Yeasin 2020): {@code A v}
 * with {@code v} the first right singular vector of {@code A}, whose rows are places and whose columns are channels. The
 * paper does not centre {@code A}, so maps that are never negative give a map that is never negative.
 */
final class EigenCam extends LayerTechnique {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;

    @Override
    public About about() {
        return About.of(
                "eigen-cam",
                "the first principal component; the same for every class",
                "Muhammad and Yeasin, \"Eigen-CAM\", 2020");
    }

    @Override
    public Needs needs() {
        return Needs.LAYER;
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureMap layer, Answer answer, float sign) {
        Planes a = layer.read(answer.values().get(layer.value()));
        return new LayerMap(new Attribution(a.width(), a.height(), map(a.planes())), false);
    }

    /** The map, turned so that it sums to no less than 0. */
    static float[] map(float[][] planes) {
        int places = planes[0].length;
        double[] u = new double[places];
        Arrays.fill(u, 1 / Math.sqrt(places));
        double[] next = new double[places];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            // One step of the power method on A A^T: first to channels, then back to places.
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
        return projected(planes, u);
    }

    /** {@code A v} is {@code u} times the first singular value. */
    private static float[] projected(float[][] planes, double[] u) {
        double square = 0;
        double sum = 0;
        for (float[] plane : planes) {
            double dot = 0;
            for (int i = 0; i < u.length; i++) {
                dot += plane[i] * u[i];
            }
            square += dot * dot;
        }
        for (double v : u) {
            sum += v;
        }
        double scale = sum < 0 ? -Math.sqrt(square) : Math.sqrt(square);
        float[] map = new float[u.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) (scale * u[i]);
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
