package io.fovea.explain.method;

/** {@code sum_c G_c A_c}, place by place: Draelos and Carin 2020. */
final class HiResCam extends ChannelSumTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "hirescam",
                "gradient times activation, place by place",
                "Draelos and Carin, \"Use HiResCAM instead of Grad-CAM\", 2020");
    }

    @Override
    float[] map(float[][] a, float[][] g) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += a[c][i] * g[c][i];
            }
        }
        return map;
    }
}
