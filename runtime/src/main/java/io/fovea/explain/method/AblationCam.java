package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code sum_c w_c A_c} with {@code w_c = y - y_c}, where {@code y_c} is the score with channel {@code c} set to 0: Desai and
 * Ramaswamy 2020, whose division by {@code y} scaling undoes. No gradient is needed; as many runs as channels.
 */
final class AblationCam implements Technique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "ablation-cam",
                "channels weighted by what the score loses without them",
                "Desai and Ramaswamy, \"Ablation-CAM: visual explanations via gradient-free localization\", 2020");
    }

    @Override
    public Needs needs() {
        return Needs.LAYER.inManyRuns();
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        List<String> values = LayerTechnique.values(layers);
        return NetworkPlan.of(layers).reading(values).before((graph, gradients) -> {
            Map<String, String> masks = new HashMap<>();
            for (FeatureLayer layer : layers) {
                masks.put(layer.value(), masked(graph, layer));
            }
            return masks;
        });
    }

    /** Multiplies a layer's channels with an input, whose name is returned. */
    private static String masked(Graph graph, FeatureLayer layer) {
        String mask = graph.unused("ablation_mask");
        String left = graph.unused("ablation_left");
        graph.addInput(new ValueInfo(mask, ElementType.FLOAT, Shape.of(shape(layer))));
        graph.reroute(layer.value(), left);
        Node first = graph.consumers(left).stream()
                .findFirst()
                .orElseThrow(() -> new FoveaException("Nothing comes behind the layer '" + layer.layer()
                        + "', so that ablation-cam cannot see what the score loses without its channels; give an earlier"
                        + " layer or another method."));
        graph.insertBefore(first, Node.of("Mul", List.of(layer.value(), mask), left));
        return mask;
    }

    private static long[] shape(FeatureLayer layer) {
        int channels = layer.channels();
        return switch (layer.form()) {
            case PLANES -> new long[] {1, channels, 1, 1};
            case INTERLEAVED -> new long[] {1, 1, 1, channels};
            case TOKENS, CLASS_TOKENS -> new long[] {1, 1, channels};
            case TOKEN_PLANES -> new long[] {1, channels, 1};
        };
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Map<String, FloatTensor> whole = neutral(network, subject);
        Answer answer = network.run(subject, whole, monitor);
        double score = network.score(subject, answer);
        List<Attribution> maps = new ArrayList<>();
        for (FeatureLayer layer : network.layers()) {
            double[] scores = new Variations(without(layer, -1), "channel")
                    .score(
                            layer.channels(),
                            (c, into) -> into.data().put(0, without(layer, c).toArray()),
                            mask -> network.score(subject, network.run(subject, with(whole, layer, mask), monitor)),
                            monitor);
            float[] weights = new float[scores.length];
            for (int c = 0; c < weights.length; c++) {
                weights[c] = (float) (score - scores[c]);
            }
            FloatTensor a = answer.values().get(layer.value());
            maps.add(LayerTechnique.on(layer, a, LayerTechnique.weighted(layer.planes(a), weights)));
        }
        return new Finding(Attribution.mean(maps), false, answer);
    }

    /** With all channels. */
    @Override
    public Map<String, FloatTensor> neutral(ExplainedNetwork network, ExplainedClass subject) {
        Map<String, FloatTensor> whole = new HashMap<>();
        network.layers().forEach(layer -> whole.put(layer.value(), without(layer, -1)));
        return whole;
    }

    private static Map<String, FloatTensor> with(Map<String, FloatTensor> masks, FeatureLayer layer, FloatTensor mask) {
        Map<String, FloatTensor> changed = new HashMap<>(masks);
        changed.put(layer.value(), mask);
        return changed;
    }

    /** 1 for every channel but one. */
    private static FloatTensor without(FeatureLayer layer, int channel) {
        float[] mask = new float[layer.channels()];
        for (int c = 0; c < mask.length; c++) {
            mask[c] = c == channel ? 0 : 1;
        }
        return FloatTensor.of(mask, shape(layer));
    }
}
