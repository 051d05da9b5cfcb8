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
import java.util.stream.IntStream;

/**
 * From which probability on a model that tells objects apart says that there is one: of its own, 0.3 and 0.7,
 * and of a tenth less and more than the best of these, that which gives the best average precision at an overlap of 0.5 on images with known
 * truth.
 */
public final class ThresholdFit {
    private static final double[] COARSE = {0.3, 0.7};
    private static final double STEP = 0.1;
    private static final int MOST_IMAGES = 32;

    /** A model, and what its threshold comes to. */
    private record Tried(Model model, double precision) {}

    private ThresholdFit() {}

    /**
     * The model, whose card says the threshold; as it is where no image can be measured. Blocks. Of many images some are looked at,
     * evenly spaced.
     *
     * @param examples with objects, from which the model did not learn
     * @throws FoveaException when the device is not there
     * @throws CancelledException if cancelled
     */
    public static Model of(Model model, Dataset examples, Device device, Skipped skipped, Monitor monitor) {
        Dataset some = some(examples);
        ToDoubleFunction<Model> precision = tried -> new HeldOut(tried, some, "", 0, device, skipped)
                .measure(AnswerListener.NONE, monitor)
                .metrics()
                .getOrDefault("average_precision_50", Double.NaN);
        Tried best = best(precision, new Tried(model, precision.applyAsDouble(model)), COARSE);
        double found = best.model.card().thresholds().probability();
        return best(precision, best, found - STEP, found + STEP).model;
    }

    /** The best of one and of the same with other probabilities, the first of equals. */
    private static Tried best(ToDoubleFunction<Model> precision, Tried first, double... probabilities) {
        Tried best = first;
        Thresholds former = first.model.card().thresholds();
        for (double probability : probabilities) {
            Model model = with(first.model, new Thresholds(probability, former.overlap(), former.flow()));
            Tried tried = new Tried(model, precision.applyAsDouble(model));
            best = tried.precision > best.precision ? tried : best;
        }
        return best;
    }

    private static Dataset some(Dataset all) {
        int count = Math.min(MOST_IMAGES, all.size());
        return all.subset(IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * all.size() / count))
                .toList());
    }

    private static Model with(Model model, Thresholds thresholds) {
        Graph graph = model.graph().copy();
        Card card = model.card().withThresholds(thresholds);
        card.writeTo(graph);
        return Model.of(graph);
    }
}
