package io.fovea.explain.method;

/**
 * {@code sum_c w_c A_c} with {@code w_c = sum_i alpha_ci ReLU(G_ci)} and {@code alpha = G^2 / (2 G^2 + sum(A) G^3)}:
 * Chattopadhay et al. 2018, equations 10, 11 and 19, whose factor {@code exp(score)} scaling undoes.
 */
final class GradCamPlusPlus extends ChannelSumTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "grad-cam++",
                "Grad-CAM that finds every instance of a class",
                "Chattopadhay et al., \"Grad-CAM++: improved visual explanations\", 2018");
    }

    @Override
    float[] map(float[][] a, float[][] g) {
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
}
