package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.model.Model;
import io.fovea.task.Job;
import io.fovea.task.Jobs;
import io.fovea.task.Prediction;
import java.util.List;
import java.util.function.Function;

/**
 * A job whose answers can be measured against truths.
 *
 * @param metrics of nothing yet
 */
record ScoredJob<P extends Prediction>(Job<P> job, Function<HeldOut, Metrics<P>> metrics) {
    private static final List<ScoredJob<?>> ALL = List.of(
            new ScoredJob<>(
                    Jobs.CLASSIFY,
                    held -> new ClassificationMetrics(held.model().card())),
            new ScoredJob<>(
                    Jobs.SEGMENT,
                    held -> new SegmentationMetrics(held.contour(), held.model().card())),
            new ScoredJob<>(
                    Jobs.DETECT, held -> new DetectionMetrics(held.model().card())));

    /** Whether a model's answers are probabilities of classes, of images or of their pixels. */
    static boolean isOfProbabilities(Model model) {
        return Jobs.CLASSIFY.tasks().contains(model.card().task())
                || Jobs.SEGMENT.tasks().contains(model.card().task());
    }

    /**
     * The job of a model.
     *
     * @throws FoveaException if nothing is measured of it
     */
    static ScoredJob<?> of(Model model) {
        return ALL.stream()
                .filter(scored -> scored.job.tasks().contains(model.card().task()))
                .findFirst()
                .orElseThrow(() ->
                        new FoveaException("Models for " + model.card().task().word() + " cannot be evaluated."));
    }
}
