package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Monitor;
import io.fovea.task.Prediction;
import io.fovea.task.Views;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Examples that a model is measured on.
 *
 * @param model with its card
 * @param examples and their truths
 * @param share which they are: {@code train}, {@code validation}, {@code test} or {@code all}
 * @param contour width in pixels of the contour of trimaps made from instances
 * @param device to run on
 * @param views in which every image is looked at
 * @param skipped is told of files that cannot be read, and of images that the model cannot take, which are left out
 */
public record HeldOut(
        Model model, Dataset examples, String share, int contour, Device device, Views views, Skipped skipped) {

    /** One whose images are looked at as they are. */
    public HeldOut(Model model, Dataset examples, String share, int contour, Device device, Skipped skipped) {
        this(model, examples, share, contour, device, Views.ONE, skipped);
    }

    /**
     * Asks the model about every example once; blocks.
     *
     * @param answers is told of each answer
     * @throws FoveaException when there are no examples, none can be read, their truths do not fit the model's task, or the
     *     device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Evaluation measure(AnswerListener answers, Monitor monitor) {
        return measure(answers, ImageGroups.NONE, monitor);
    }

    /** The same, and what it comes to of each group of images. */
    public Evaluation measure(AnswerListener answers, ImageGroups groups, Monitor monitor) {
        if (examples.size() == 0) {
            throw new FoveaException("There are no examples to evaluate '" + model.name() + "' on.");
        }
        return measure(ScoredJob.of(model), answers, groups, monitor);
    }

    private <P extends Prediction> Evaluation measure(
            ScoredJob<P> scored, AnswerListener answers, ImageGroups groups, Monitor monitor) {
        Tally<P> all = new Tally<>(scored.metrics().apply(this));
        Map<String, Tally<P>> parts = new TreeMap<>();
        Monitor quiet = Monitor.of(Monitor.NONE, monitor);
        try (ImagePredictor<P> opened = scored.job().open(model, device)) {
            ImagePredictor<P> predictor = opened.seeing(views);
            forEach(monitor, (example, index) -> {
                Optional<P> answer = predict(predictor, example, quiet);
                answer.ifPresent(given -> {
                    all.add(example, given);
                    groups.of(example)
                            .map(group -> parts.computeIfAbsent(
                                    group, any -> new Tally<>(scored.metrics().apply(this))))
                            .ifPresent(part -> part.add(example, given));
                    answers.answered(index, example, given);
                });
                return answer.isPresent();
            });
            groups.requireSome(parts.size());
            Map<String, Evaluation> ofGroups = new TreeMap<>();
            parts.forEach((group, tally) -> ofGroups.put(group, tally.evaluation(share, predictor.device())));
            return all.evaluation(share, predictor.device()).with(ofGroups);
        }
    }

    /** Metrics of so many images. */
    private static final class Tally<P extends Prediction> {
        private final Metrics<P> metrics;
        private int images;

        Tally(Metrics<P> metrics) {
            this.metrics = metrics;
        }

        void add(Example example, P answer) {
            metrics.add(example, answer);
            images++;
        }

        Evaluation evaluation(String share, Device device) {
            return new Evaluation(share, images, device, metrics.values(), metrics.unseen());
        }
    }

    /** The model's answer to an image; none if it cannot take this one, of a size or of channels that are not for it. */
    private <P extends Prediction> Optional<P> predict(ImagePredictor<P> predictor, Example example, Monitor quiet) {
        try {
            return Optional.of(predictor.predict(example.image(), quiet));
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            skipped.leaveOut("'" + example.name() + "' cannot be measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What is done with an example. */
    @FunctionalInterface
    private interface Measuring {
        /** Whether it could be measured. */
        boolean measure(Example example, int index);
    }

    /** Hands over every example that can be read, with its number. */
    private void forEach(Monitor monitor, Measuring measuring) {
        int images = 0;
        for (int i = 0; i < examples.size(); i++) {
            int index = i;
            Optional<Example> example = skipped.read(examples, i).filter(read -> measuring.measure(read, index));
            images += example.isPresent() ? 1 : 0;
            monitor.report(
                    (i + 1.0) / examples.size(),
                    example.map(Example::name).orElseGet(() -> "left out: " + skipped.latest()));
        }
        if (images == 0) {
            throw skipped.nothingLeft(examples.size());
        }
    }
}
