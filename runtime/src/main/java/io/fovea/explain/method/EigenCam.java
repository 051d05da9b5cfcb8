package io.fovea.explain.method;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;

/**
 * The projection of a layer's feature maps on their first principal component: Muhammad and Yeasin 2020. The paper does
 * not centre the maps, so that maps that are never negative give a map that is never negative.
 */
final class EigenCam extends LayerTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "eigen-cam",
                "the first principal component; the same for every class",
                "Muhammad and Yeasin, \"Eigen-CAM\", 2020");
    }

    @Override
    public Needs needs() {
        return Needs.LAYER;
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign) {
        FloatTensor a = answer.values().get(layer.value());
        return new LayerMap(on(layer, a, map(layer.planes(a))), false);
    }

    /** The map, turned so that it sums to no less than 0. */
    static float[] map(float[][] planes) {
        float[] map = PrincipalComponent.ofPositive(planes);
        double sum = 0;
        for (float value : map) {
            sum += value;
        }
        return signed(map, sum < 0 ? -1 : 1);
    }
}
