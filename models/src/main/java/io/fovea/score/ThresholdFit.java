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
 * From which probability on a model that tells objects apart says that there is one: in steps of a tenth from its
 * own, as long as the average precision at an overlap of 0.5 rises on images with known truth.
 */
public final class ThresholdFit {
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
        Tried usual = new Tried(model, precision.applyAsDouble(model));
        Tried lower = climbed(usual, -STEP, precision);
        return lower == usual ? climbed(usual, STEP, precision).model : lower.model;
    }

    /** Steps one way as long as it gets better. */
    private static Tried climbed(Tried from, double step, ToDoubleFunction<Model> precision) {
        Thresholds now = from.model.card().thresholds();
        double next = Math.rint((now.probability() + step) / STEP) * STEP;
        if (next < STEP / 2 || next > 1 - STEP / 2) {
            return from;
        }
        Model model = with(from.model, new Thresholds(next, now.overlap(), now.flow()));
        Tried tried = new Tried(model, precision.applyAsDouble(model));
        return tried.precision > from.precision ? climbed(tried, step, precision) : from;
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
