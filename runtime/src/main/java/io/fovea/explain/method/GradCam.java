package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code sum_c w_c A_c} with {@code w_c = mean(G_c)}: Selvaraju et al. 2017, equations 1 and 2; the lectures divide by the
 * number of channels, which scaling undoes. Of feature maps that a {@link WeightedMap} takes the run itself computes it;
 * full-size maps and their gradients then stay in the runtime.
 */
final class GradCam extends ChannelSumTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "grad-cam",
                "channels weighted by their mean gradient",
                "Selvaraju et al., \"Grad-CAM: visual explanations from deep networks\", 2017");
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        List<FeatureLayer> taken = layers.stream().filter(WeightedMap::takes).toList();
        List<FeatureLayer> others =
                layers.stream().filter(layer -> !taken.contains(layer)).toList();
        return super.plan(anatomy, layers, settings).reading(values(others)).after((graph, gradients) -> {
            Map<String, String> added = new LinkedHashMap<>();
            for (FeatureLayer layer : taken) {
                WeightedMap made = WeightedMap.append(graph, layer, gradients.get(layer.value()));
                added.put(mapOf(layer), made.map());
                added.put(weightsOf(layer), made.weights());
            }
            return added;
        });
    }

    private static String mapOf(FeatureLayer layer) {
        return "map of " + layer.value();
    }

    private static String weightsOf(FeatureLayer layer) {
        return "weights of " + layer.value();
    }

    @Override
    LayerMap map(ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign, OptionValues settings) {
        FloatTensor map = answer.added().get(mapOf(layer));
        if (map == null) {
            return super.map(network, layer, answer, sign, settings);
        }
        int width = (int) map.shape()[3];
        int height = (int) map.shape()[2];
        boolean flat = isZero(answer.added().get(weightsOf(layer)));
        return new LayerMap(new Attribution(width, height, signed(map.toArray(), sign)), flat);
    }

    @Override
    float[] map(float[][] a, float[][] g) {
        float[] weights = new float[a.length];
        for (int c = 0; c < a.length; c++) {
            double sum = 0;
            for (float v : g[c]) {
                sum += v;
            }
            weights[c] = (float) (sum / g[c].length);
        }
        return weighted(a, weights);
    }
}
