package io.fovea.explain.method;

/**
 * {@code sum_c w_c A_c} with {@code w_c = sum(G_c A_c) / sum(A_c)}: Fu et al. 2020, equation 8. A channel that sums to 0
 * has no weight.
 */
final class XGradCam extends ChannelSumTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "xgrad-cam",
                "channels weighted by their share of gradient times activation",
                "Fu et al., \"Axiom-based Grad-CAM\", 2020");
    }

    @Override
    float[] map(float[][] a, float[][] g) {
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
}
