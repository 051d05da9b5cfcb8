package io.fovea.score;

import io.fovea.data.Skipped;
import io.fovea.inspect.KnownAnswers;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The same scores of a model and of one that was made of it, on the same examples.
 *
 * @param before of the one, by name, the most telling first
 * @param after of the other, by the same names
 * @param images how many were measured
 * @param share which of the data
 */
public record ScoresOfTwo(Map<String, Double> before, Map<String, Double> after, int images, String share) {
    /** How many scores are told. */
    private static final int TOLD = 2;

    /** Copies the maps, in their order. */
    public ScoresOfTwo {
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /**
     * Measures both; blocks. A detector is measured on images with boxes, a model that keeps its recipe on the data of that,
     * any other on a folder of images with known answers, as {@link KnownAnswers} takes it.
     *
     * @param data where the examples are
     * @throws io.fovea.FoveaException if they do not fit the model, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static ScoresOfTwo of(Model before, Model after, Path data, Device device, Monitor monitor) {
        if (Evaluation.isOfBoxes(before) || before.graph().metadata().containsKey(Recipe.KEY)) {
            return asEvaluated(before, after, data, device, monitor);
        }
        KnownAnswers one = KnownAnswers.of(before, data, device, monitor);
        KnownAnswers other = KnownAnswers.of(after, data, device, monitor);
        return new ScoresOfTwo(
                Map.of(one.measures(), one.score()), Map.of(one.measures(), other.score()), one.images(), "all");
    }

    /**
     * Measures both on what {@link Evaluation} measures models on; blocks.
     *
     * @param data where the examples are
     * @throws io.fovea.FoveaException if they do not fit the model, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static ScoresOfTwo asEvaluated(Model before, Model after, Path data, Device device, Monitor monitor) {
        if (Evaluation.isOfBoxes(before)) {
            return of(
                    Evaluation.ofBoxes(before, data, device, new Skipped(), monitor),
                    Evaluation.ofBoxes(after, data, device, new Skipped(), monitor));
        }
        EvaluationData examples = EvaluationData.open(before, data, MeasuredPart.AUTO, monitor);
        return of(examples.evaluate(device, monitor), examples.of(after).evaluate(device, monitor));
    }

    private static ScoresOfTwo of(Evaluation one, Evaluation other) {
        return new ScoresOfTwo(one.metrics(), other.metrics(), one.images(), one.share());
    }

    /** By how much the first score that there is has fallen; negative if it has risen, 0 if there is none. */
    public double loss() {
        return before.entrySet().stream()
                .filter(score -> Double.isFinite(score.getValue()))
                .findFirst()
                .map(score -> score.getValue() - after.getOrDefault(score.getKey(), Double.NaN))
                .orElse(0.0);
    }

    /** The first scores in a sentence: {@code accuracy 0.9953 before, 0.9951 after, on 10000 images (test).} */
    public String sentence() {
        return before.entrySet().stream()
                .filter(score -> Double.isFinite(score.getValue()))
                .limit(TOLD)
                .map(score -> String.format(
                        Locale.ROOT,
                        "%s %.4f before, %.4f after, ",
                        score.getKey().replace('_', ' '),
                        score.getValue(),
                        after.getOrDefault(score.getKey(), Double.NaN)))
                .collect(Collectors.joining("", "", "on " + images + " images (" + share + ")."));
    }
}
