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
import java.util.function.BiFunction;
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

    /** The scores of the one, by which its data is known to fit before the other is made. */
    public static final class First {
        private final Map<String, Double> scores;
        private final int images;
        private final String share;
        private final BiFunction<Model, Monitor, Map<String, Double>> again;

        private First(
                Map<String, Double> scores,
                int images,
                String share,
                BiFunction<Model, Monitor, Map<String, Double>> again) {
            this.scores = scores;
            this.images = images;
            this.share = share;
            this.again = again;
        }

        private First(Evaluation one, BiFunction<Model, Monitor, Evaluation> again) {
            this(one.metrics(), one.images(), one.share(), (after, monitor) -> again.apply(after, monitor)
                    .metrics());
        }

        /**
         * Measures a model that was made of the first, on the same examples and device; blocks.
         *
         * @throws io.fovea.FoveaException if it can answer none of them
         * @throws io.fovea.session.CancelledException if cancelled
         */
        public ScoresOfTwo and(Model after, Monitor monitor) {
            return new ScoresOfTwo(scores, again.apply(after, monitor), images, share);
        }
    }

    /**
     * Measures a model before another is made of it; blocks. A detector is measured on images with boxes, a model that keeps
     * its recipe on the data of that, any other on a folder of images with known answers, as {@link KnownAnswers} takes it.
     *
     * @param data where the examples are
     * @throws io.fovea.FoveaException if they do not fit the model, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static First of(Model before, Path data, Device device, Monitor monitor) {
        if (Evaluation.isOfBoxes(before) || before.graph().metadata().containsKey(Recipe.KEY)) {
            return asEvaluated(before, data, device, monitor);
        }
        KnownAnswers one = KnownAnswers.of(before, data, device, monitor);
        return new First(
                Map.of(one.measures(), one.score()),
                one.images(),
                "all",
                (after, watch) -> Map.of(
                        one.measures(),
                        KnownAnswers.of(after, data, device, watch).score()));
    }

    /**
     * Measures a model, before another is made of it, on what {@link Evaluation} measures models on; blocks.
     *
     * @param data where the examples are
     * @throws io.fovea.FoveaException if they do not fit the model, or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static First asEvaluated(Model before, Path data, Device device, Monitor monitor) {
        if (Evaluation.isOfBoxes(before)) {
            return new First(
                    Evaluation.ofBoxes(before, data, device, new Skipped(), monitor),
                    (after, watch) -> Evaluation.ofBoxes(after, data, device, new Skipped(), watch));
        }
        EvaluationData examples = EvaluationData.open(before, data, MeasuredPart.AUTO, monitor);
        return new First(examples.evaluate(device, monitor), (after, watch) -> examples.of(after)
                .evaluate(device, watch));
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
