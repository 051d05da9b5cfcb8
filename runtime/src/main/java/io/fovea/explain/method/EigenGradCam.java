package io.fovea.explain.method;

/**
 * The projection of {@code G_c A_c} on its first principal component, turned the way that its sum over the channels, the
 * map of {@link HiResCam}, points. Muhammad and Yeasin 2020, whose Eigen-CAM Gildenblat's pytorch-grad-cam (2021) applies to
 * gradient times activation; that centres the channels first, which the paper does not and {@code centre=1} does, and leaves
 * the sign to chance.
 */
final class EigenGradCam extends LayerGradientTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "eigen-grad-cam",
                "Eigen-CAM of gradient times activation; of a class",
                "Muhammad and Yeasin, \"Eigen-CAM\", 2020; Gildenblat, \"PyTorch library for CAM methods\", 2021",
                EigenCam.CENTRE);
    }

    @Override
    float[] map(float[][] a, float[][] g, OptionValues settings) {
        return settings.whole(EigenCam.CENTRE) == 1 ? EigenCam.centred(products(a, g)) : map(a, g);
    }

    /** The map as the paper has it. */
    static float[] map(float[][] a, float[][] g) {
        return EigenCam.alongSum(products(a, g));
    }

    private static float[][] products(float[][] a, float[][] g) {
        float[][] products = new float[a.length][a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < products[c].length; i++) {
                products[c][i] = g[c][i] * a[c][i];
            }
        }
        return products;
    }
}
