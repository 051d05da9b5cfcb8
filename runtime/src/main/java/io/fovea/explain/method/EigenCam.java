package io.fovea.explain.method;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;

/**
 * The projection of a layer's feature maps on their first principal component: Muhammad and Yeasin 2020. The paper does
 * not centre the maps, so that maps that are never negative give a map that is never negative. Gildenblat's pytorch-grad-cam
 * (2021) does, which gives another map; {@code centre=1} gives that one, turned the way that the sum of the maps points.
 */
final class EigenCam extends LayerTechnique {
    static final MethodOption CENTRE = MethodOption.whole(
            "centre", 0, 0, 1, "whether each channel's mean is taken off first, as pytorch-grad-cam does");

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "eigen-cam",
                "the first principal component; the same for every class",
                "Muhammad and Yeasin, \"Eigen-CAM\", 2020",
                CENTRE);
    }

    @Override
    public Needs needs() {
        return Needs.LAYER;
    }

    @Override
    public boolean dependsOnScore() {
        return false;
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign, OptionValues settings) {
        FloatTensor a = answer.values().get(layer.value());
        return new LayerMap(
                on(layer, a, settings.whole(CENTRE) == 1 ? centred(layer.planes(a)) : map(layer.planes(a))), false);
    }

    /** The map of planes less their means, turned so that it rises where they do. */
    static float[] centred(float[][] planes) {
        return alongSum(PrincipalComponent.centred(planes));
    }

    /** The map of planes of any sign, turned so that it rises where they do. */
    static float[] alongSum(float[][] planes) {
        float[] map = PrincipalComponent.of(planes);
        return signed(map, PrincipalComponent.agreement(map, planes) < 0 ? -1 : 1);
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
