package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;

/** Finds a map for each layer in one run of the model; those of several layers are averaged. */
abstract class LayerTechnique implements Technique {

    /**
     * The map of a layer.
     *
     * @param flat whether its gradient was zero everywhere
     */
    record LayerMap(Attribution attribution, boolean flat) {}

    /**
     * Finds the map of a layer.
     *
     * @param answer to the subject
     * @param sign of the score, which gradients are to be multiplied by
     */
    abstract LayerMap map(
            ExplainedNetwork network, FeatureLayer layer, Answer answer, float sign, OptionValues settings);

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return NetworkPlan.of(layers).reading(values(layers));
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        float sign = network.sign(subject, answer);
        List<Attribution> maps = new ArrayList<>();
        boolean flat = true;
        for (FeatureLayer layer : network.layers()) {
            LayerMap map = map(network, layer, answer, sign, settings);
            maps.add(map.attribution());
            flat &= map.flat();
        }
        return new Finding(Attribution.mean(maps), flat, answer);
    }

    /** A map on the grid of a layer's tensor. */
    static Attribution on(FeatureLayer layer, FloatTensor tensor, float[] map) {
        return new Attribution(layer.columns(tensor), layer.rows(tensor), map);
    }

    static List<String> values(List<FeatureLayer> layers) {
        return layers.stream().map(FeatureLayer::value).toList();
    }

    static float[] signed(float[] values, float sign) {
        for (int i = 0; i < values.length && sign < 0; i++) {
            values[i] = -values[i];
        }
        return values;
    }

    static boolean isZero(FloatTensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (tensor.data().get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code sum_c w_c A_c}. */
    static float[] weighted(float[][] a, float[] weights) {
        float[] map = new float[a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += weights[c] * a[c][i];
            }
        }
        return map;
    }
}
