package io.fovea.explain.method;

/** {@code sum_c ReLU(G_c) A_c}, place by place: Jiang et al. 2021, equations 5 to 7. */
final class LayerCam extends ChannelSumTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "layercam",
                "positive gradient times activation; for early layers too",
                "Jiang et al., \"LayerCAM: exploring hierarchical class activation maps\", 2021");
    }

    @Override
    float[] map(float[][] a, float[][] g) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += a[c][i] * Math.max(0, g[c][i]);
            }
        }
        return map;
    }
}
