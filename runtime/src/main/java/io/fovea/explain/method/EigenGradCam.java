package io.fovea.explain.method;

/**
 * The projection of {@code G_c A_c} on its first principal component, turned the way that its sum over the channels, the
 * map of {@link HiResCam}, points. Muhammad and Yeasin 2020, whose Eigen-CAM Gildenblat's pytorch-grad-cam (2021) applies to
 * gradient times activation; that centres the channels first, which the paper does not, and leaves the sign to chance.
 */
final class EigenGradCam extends LayerGradientTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "eigen-grad-cam",
                "Eigen-CAM of gradient times activation; of a class",
                "Muhammad and Yeasin, \"Eigen-CAM\", 2020; Gildenblat, \"PyTorch library for CAM methods\", 2021");
    }

    @Override
    float[] map(float[][] a, float[][] g) {
        float[][] products = new float[a.length][a[0].length];
        double agreement = 0;
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < products[c].length; i++) {
                products[c][i] = g[c][i] * a[c][i];
            }
        }
        float[] map = PrincipalComponent.of(products);
        for (float[] product : products) {
            for (int i = 0; i < map.length; i++) {
                agreement += (double) map[i] * product[i];
            }
        }
        return signed(map, agreement < 0 ? -1 : 1);
    }
}
