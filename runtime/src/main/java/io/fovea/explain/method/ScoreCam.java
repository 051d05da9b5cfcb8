package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.PixelGrid;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights each channel of a layer by the score that the model gives the image when only what the channel shows is left of
 * it (Wang et al. 2020, algorithm 1): channels are brought to the size of the input, scaled to 0..1 and multiplied with
 * it; their weights are a softmax over the scores, less that of an input of zeros. As many runs as there are channels.
 */
final class ScoreCam implements Technique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "score-cam",
                "the score under each channel as a mask",
                "Wang et al., \"Score-CAM: score-weighted visual explanations\", 2020");
    }

    @Override
    public Needs needs() {
        return Needs.LAYER.inManyRuns();
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return NetworkPlan.of(layers)
                .reading(layers.stream().map(FeatureLayer::value).toList());
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        List<Attribution> maps = new ArrayList<>();
        for (FeatureLayer layer : network.layers()) {
            FloatTensor tensor = answer.values().get(layer.value());
            float[][] planes = layer.planes(tensor);
            List<Attribution> channels = Arrays.stream(planes)
                    .map(plane -> LayerTechnique.on(layer, tensor, plane))
                    .toList();
            float[] map = LayerTechnique.weighted(planes, weights(network, subject, channels, monitor));
            maps.add(LayerTechnique.on(layer, tensor, map));
        }
        return new Finding(Attribution.mean(maps), false, answer);
    }

    private static float[] weights(
            ExplainedNetwork network, ExplainedClass subject, List<Attribution> channels, Monitor monitor) {
        FloatTensor nothing = FloatTensor.allocate(subject.tensor().shape());
        double base = network.meanScore(subject.with(nothing), monitor);
        PixelGrid grid = network.grid(subject);
        boolean[] shows = new boolean[channels.size()];
        double[] scores = new Variations(nothing, "channel")
                .score(
                        shows.length,
                        // A channel that is the same everywhere shows nothing.
                        (c, into) -> shows[c] = masked(grid, subject.tensor(), channels.get(c), into),
                        tensor -> network.meanScore(subject.with(tensor), monitor),
                        monitor);
        for (int c = 0; c < scores.length; c++) {
            scores[c] = shows[c] ? scores[c] - base : 0;
        }
        return softmax(scores);
    }

    /** Fills a tensor with the image under a channel as a mask; false if the channel has one value only. */
    private static boolean masked(PixelGrid grid, FloatTensor image, Attribution channel, FloatTensor into) {
        InputFrame input = InputFrame.of(grid.width(), grid.height());
        float[] mask =
                Resampling.linear(input, channel.width(), channel.height()).apply(channel.values, 1);
        if (!scale(mask)) {
            return false;
        }
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < mask.length; i++) {
                int at = grid.at(c, i);
                into.data().put(at, image.data().get(at) * mask[i]);
            }
        }
        return true;
    }

    /** Scales to 0..1 at the size of the input: a peak between its pixels would otherwise stay below 1. */
    private static boolean scale(float[] mask) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : mask) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        for (int i = 0; i < mask.length && high > low; i++) {
            mask[i] = (mask[i] - low) / (high - low);
        }
        return high > low;
    }

    private static float[] softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - highest);
        }
        float[] weights = new float[scores.length];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = (float) (Math.exp(scores[c] - highest) / sum);
        }
        return weights;
    }
}
