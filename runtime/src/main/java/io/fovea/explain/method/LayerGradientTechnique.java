package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import java.util.List;

/**
 * A class activation map from the feature maps {@code A} of a layer and the gradients {@code G} of the score with respect
 * to them. The {@code ReLU} that every paper ends with is left to {@link Attribution#heat}, so that what speaks against a
 * class can still be seen.
 */
abstract class LayerGradientTechnique extends LayerTechnique {

    /**
     * The map.
     *
     * @param a the feature maps, {@code [channel][place]}
     * @param g the gradients with respect to them, {@code [channel][place]}
     * @param settings of the method's options
     * @return a value for each place
     */
    abstract float[] map(float[][] a, float[][] g, OptionValues settings);

    @Override
    public Needs needs() {
        return Needs.LAYER_AND_GRADIENT;
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return super.plan(anatomy, layers, settings).differentiating(values(layers));
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign, OptionValues settings) {
        FloatTensor a = answer.values().get(layer.value());
        FloatTensor gradient = answer.gradients().get(layer.value());
        float[][] g = layer.planes(gradient);
        for (float[] plane : g) {
            signed(plane, sign);
        }
        return new LayerMap(on(layer, a, map(layer.planes(a), g, settings)), isZero(gradient));
    }
}
