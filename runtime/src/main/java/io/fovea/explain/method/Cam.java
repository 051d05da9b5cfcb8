package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import java.util.List;

/** {@code sum_c w_c A_c} with the weights of the score behind a {@link PooledHead}: Zhou et al. 2016. */
final class Cam extends LayerTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "cam",
                "the weights behind global average pooling; only for models that end so",
                "Zhou et al., \"Learning deep features for discriminative localization\", 2016");
    }

    @Override
    public Needs needs() {
        return Needs.LAYER_AND_GRADIENT;
    }

    @Override
    public List<FeatureLayer> layers(Anatomy anatomy, List<String> names) {
        List<FeatureLayer> map = List.of(PooledHead.of(anatomy).map());
        if (!names.isEmpty() && !anatomy.layers(names).equals(map)) {
            throw new FoveaException("The method cam explains the layer before the global average, '"
                    + map.get(0).layer() + "'; leave the layer out, or take grad-cam.");
        }
        return map;
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        String pooled = PooledHead.of(anatomy).pooled();
        return super.plan(anatomy, layers, settings).differentiating(List.of(pooled));
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign, OptionValues settings) {
        FloatTensor a = answer.values().get(layer.value());
        // The gradient with respect to the averages is the weights.
        FloatTensor weights = answer.gradients().get(network.plan().gradients().get(0));
        float[] map = weighted(layer.planes(a), signed(weights.toArray(), sign));
        return new LayerMap(on(layer, a, map), isZero(weights));
    }
}
