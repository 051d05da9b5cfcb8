package io.fovea.task;

import io.fovea.model.CountInterval;
import io.fovea.model.ObjectScore;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How far the objects of an image can be believed: the probability that each of them is right, and what follows for their number.
 */
public final class ObjectScores {
    private static final double[] NONE = {};

    private final double[] sure;
    private final double[] scores;
    private final Optional<CountInterval.Range> range;

    private ObjectScores(double[] sure, double[] scores, Optional<CountInterval.Range> range) {
        this.sure = sure;
        this.scores = scores;
        this.range = range;
    }

    /** Those of objects that are {@link Segmentation#instances} of an answer. */
    public static ObjectScores of(Segmentation result, LabelMap objects) {
        Optional<ObjectScore> score = result.trust().objects();
        if (score.isEmpty()) {
            return new ObjectScores(NONE, NONE, Optional.empty());
        }
        double[] sure = certainties(result, objects);
        double[] scores = new double[sure.length];
        double pixels = result.scale() * result.scale();
        for (int label = 1; label < scores.length; label++) {
            scores[label] = score.get().of(sure[label], pixels * objects.area(label));
        }
        double doubt = DoubleStream.of(scores).skip(1).map(each -> 1 - each).sum();
        return new ObjectScores(
                sure, scores, result.trust().counts().map(interval -> interval.around(objects.count(), doubt)));
    }

    /** Of each object by its number the mean, over its pixels, of the probability that the network gives the most probable class, without temperature; 0 at 0. */
    public static double[] certainties(Segmentation result, LabelMap objects) {
        float[] certainty = result.certainty();
        double[] means = new double[objects.count() + 1];
        for (int y = 0, i = 0; y < objects.height(); y++) {
            for (int x = 0; x < objects.width(); x++, i++) {
                int label = objects.label(x, y);
                means[label] += label == 0 ? 0 : certainty[i];
            }
        }
        for (int label = 1; label < means.length; label++) {
            means[label] /= objects.area(label);
        }
        return means;
    }

    /**
     * The probability of each object by its number that it covers a true one with an intersection over union above 0.5; 0 at 0.
     * None where the model's card does not say what makes one. A copy.
     */
    public double[] all() {
        return scores.clone();
    }

    /** How sure the model is of each object's pixels: {@link #certainties}; none where {@link #all} has none. A copy. */
    public double[] certainties() {
        return sure.clone();
    }

    /** In which nine of ten true numbers of objects lie; empty where the model's card does not say what makes one. */
    public Optional<CountInterval.Range> range() {
        return range;
    }
}
