package io.fovea.explain;

import io.fovea.explain.ExplainedNetwork.Answer;
import io.fovea.explain.FeatureMap.Planes;
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
    private final ExplainedNetwork network;
    private final Anatomy anatomy;
    private final List<FeatureMap> layers;

    ScoreCam(ExplainedNetwork network, Anatomy anatomy, List<FeatureMap> layers) {
        this.network = network;
        this.anatomy = anatomy;
        this.layers = List.copyOf(layers);
    }

    @Override
    public Finding explain(Subject subject, Monitor monitor) {
        Answer answer = network.run(subject.tensor(), 0, subject.region(), monitor);
        List<Attribution> maps = new ArrayList<>();
        for (FeatureMap layer : layers) {
            Planes a = layer.read(answer.values().get(layer.value()));
            float[] map = Weightings.weighted(a.planes(), weights(subject, a, monitor));
            maps.add(new Attribution(a.width(), a.height(), map));
        }
        return new Finding(Attribution.mean(maps), false, answer);
    }

    private float[] weights(Subject subject, Planes a, Monitor monitor) {
        FloatTensor nothing = FloatTensor.allocate(subject.tensor().shape());
        double base = score(subject, nothing, monitor);
        double[] scores = new double[a.channels()];
        for (int c = 0; c < scores.length; c++) {
            // A channel that is the same everywhere shows nothing.
            scores[c] = masked(subject, a, c, nothing) ? score(subject, nothing, monitor) - base : 0;
            monitor.report((c + 1.0) / scores.length, "channel " + (c + 1) + " of " + scores.length);
        }
        return softmax(scores);
    }

    /** Fills a tensor with the image under a channel as a mask; false if the channel has one value only. */
    private boolean masked(Subject subject, Planes a, int channel, FloatTensor into) {
        PixelGrid grid = PixelGrid.of(anatomy.card().input(), subject.framing());
        Framing input =
                new Framing(grid.width(), grid.height(), grid.width(), grid.height(), grid.width(), grid.height());
        float[] mask = Resampling.linear(input, a.width(), a.height()).apply(a.planes()[channel], 1);
        if (!scale(mask)) {
            return false;
        }
        for (int c = 0; c < grid.channels(); c++) {
            for (int i = 0; i < mask.length; i++) {
                int at = grid.at(c, i);
                into.data().put(at, subject.tensor().data().get(at) * mask[i]);
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

    private double score(Subject subject, FloatTensor tensor, Monitor monitor) {
        Answer answer = network.run(tensor, 0, subject.region(), monitor);
        // The sum over a segmentation's pixels would make the softmax choose one channel alone.
        double pixels = anatomy.isSpatial() ? subject.region().size() : 1;
        return anatomy.score(answer.target(), subject.classIndex(), subject.region()) / pixels;
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
