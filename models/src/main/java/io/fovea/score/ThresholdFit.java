package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.graph.Graph;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Thresholds;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.function.ToDoubleFunction;

/**
 * From which probability on a model that tells objects apart says that there is one: of its own, 0.3 and 0.7,
 * and of a tenth less and more than the best of these, that which gives the best average precision at an overlap of 0.5 on images with known
 * truth.
 */
public final class ThresholdFit {
    private static final double[] COARSE = {0.3, 0.7};
    private static final double STEP = 0.1;
    private static final double TENTHS = 10;
    private static final String PRECISION = "average_precision_50";
    private static final int MOST_IMAGES = 32;

    /** A model, and what its threshold comes to. */
    private record Tried(Model model, double precision) {}

    private ThresholdFit() {}

    /**
     * The model, whose card says the threshold; as it is where not all images can be measured. Blocks. Of many images some are looked at,
     * evenly spaced.
     *
     * @param examples with objects, from which the model did not learn
     * @throws CancelledException if cancelled
     */
    public static Model of(Model model, Dataset examples, Device device, Skipped skipped, Monitor monitor) {
        Dataset some = examples.some(MOST_IMAGES);
        ToDoubleFunction<Model> precision = tried -> precision(tried, some, device, skipped, monitor);
        Tried best = best(precision, new Tried(model, precision.applyAsDouble(model)), COARSE);
        double found = best.model.card().thresholds().probability();
        return best(precision, best, tenths(found - STEP), tenths(found + STEP)).model;
    }

    /** The best of one and of the same with other probabilities, the first of equals. */
    private static Tried best(ToDoubleFunction<Model> precision, Tried first, double... probabilities) {
        Tried best = first;
        Thresholds former = first.model.card().thresholds();
        for (double probability : probabilities) {
            Model model = with(first.model, new Thresholds(probability, former.overlap(), former.flow()));
            Tried tried = new Tried(model, precision.applyAsDouble(model));
            boolean isFirst = Double.isNaN(best.precision) && !Double.isNaN(tried.precision);
            best = isFirst || tried.precision > best.precision ? tried : best;
        }
        return best;
    }

    private static double tenths(double value) {
        return Math.rint(value / STEP) / TENTHS;
    }

    /** No number where not every image can be measured: what is left would be other images than those of the others. */
    private static double precision(Model model, Dataset examples, Device device, Skipped skipped, Monitor monitor) {
        try {
            Evaluation found =
                    new HeldOut(model, examples, "", 0, device, skipped).measure(AnswerListener.NONE, monitor);
            return found.images() < examples.size()
                    ? Double.NaN
                    : found.metrics().getOrDefault(PRECISION, Double.NaN);
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            return Double.NaN;
        }
    }

    private static Model with(Model model, Thresholds thresholds) {
        Graph graph = model.graph().copy();
        Card card = model.card().withThresholds(thresholds);
        card.writeTo(graph);
        return Model.of(graph);
    }
}
