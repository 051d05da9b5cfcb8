package io.fovea.explain;

/**
 * Class activation maps from the feature maps {@code A} of a layer and the gradients {@code G} of the score with respect
 * to them, both {@code [channel][place]}. What comes back has one value for each place; the {@code ReLU} that every paper
 * ends with is left to {@link HeatMap}, so that what speaks against a class can still be seen.
 */
final class Weightings {
    private Weightings() {}

    /** The map of a method. */
    static float[] map(Method method, float[][] a, float[][] g) {
        return switch (method) {
            case GRAD_CAM -> gradCam(a, g);
            case GRAD_CAM_PLUS_PLUS -> gradCamPlusPlus(a, g);
            case HIRES_CAM -> hiResCam(a, g);
            case LAYER_CAM -> layerCam(a, g);
            case XGRAD_CAM -> xGradCam(a, g);
            default -> throw new IllegalArgumentException(method.id() + " weights nothing by gradients");
        };
    }

    /**
     * {@code sum_c w_c A_c} with {@code w_c = mean(G_c)}: Selvaraju et al. 2017, equations 1 and 2; the lectures
     * divide by the number of channels, which scaling undoes.
     */
    static float[] gradCam(float[][] a, float[][] g) {
        float[] weights = new float[a.length];
        for (int c = 0; c < a.length; c++) {
            double sum = 0;
            for (float v : g[c]) {
                sum += v;
            }
            weights[c] = (float) (sum / g[c].length);
        }
        return weighted(a, weights);
    }

    /**
     * {@code w_c = sum_i alpha_ci ReLU(G_ci)} with {@code alpha = G^2 / (2 G^2 + sum(A) G^3)}: Chattopadhay et al. 2018,
     * equations 10, 11 and 19, whose factor {@code exp(score)} scaling undoes.
     */
    static float[] gradCamPlusPlus(float[][] a, float[][] g) {
        float[] weights = new float[a.length];
        for (int c = 0; c < a.length; c++) {
            double sum = 0;
            for (float v : a[c]) {
                sum += v;
            }
            double weight = 0;
            for (double v : g[c]) {
                // One factor G^2 cancels, so that small gradients do not vanish as floats.
                double below = 2 + sum * v;
                weight += v > 0 && below != 0 ? v / below : 0;
            }
            weights[c] = (float) weight;
        }
        return weighted(a, weights);
    }

    /** {@code sum_c G_c A_c}, place by place: Draelos and Carin 2020. */
    static float[] hiResCam(float[][] a, float[][] g) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += a[c][i] * g[c][i];
            }
        }
        return map;
    }

    /** {@code sum_c ReLU(G_c) A_c}, place by place: Jiang et al. 2021, equations 5 to 7. */
    static float[] layerCam(float[][] a, float[][] g) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += a[c][i] * Math.max(0, g[c][i]);
            }
        }
        return map;
    }

    /** {@code w_c = sum(G_c A_c) / sum(A_c)}: Fu et al. 2020, equation 8. A channel that sums to 0 has no weight. */
    static float[] xGradCam(float[][] a, float[][] g) {
        float[] weights = new float[a.length];
        for (int c = 0; c < a.length; c++) {
            double above = 0;
            double below = 0;
            for (int i = 0; i < a[c].length; i++) {
                above += (double) a[c][i] * g[c][i];
                below += a[c][i];
            }
            weights[c] = below == 0 ? 0 : (float) (above / below);
        }
        return weighted(a, weights);
    }

    /** {@code sum_c w_c A_c}. */
    static float[] weighted(float[][] a, float[] weights) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += weights[c] * a[c][i];
            }
        }
        return map;
    }
}
