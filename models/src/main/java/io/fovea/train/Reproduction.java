package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import io.fovea.score.Evaluation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a model that was trained anew by the recipe of another came out the same.
 *
 * @param verdict how near the two are
 * @param sentence the same for people, with the numbers
 */
public record Reproduction(Verdict verdict, String sentence) {

    /** Differences of so many standard errors are chance. */
    private static final double CHANCE = 2;

    /** How near two models are. */
    public enum Verdict {
        /** Every weight is the same to the last bit. */
        SAME,
        /** The scores differ by no more than chance lets them. */
        ALIKE,
        /** The scores differ. */
        OTHER
    }

    /**
     * The recipe that a model keeps.
     *
     * @throws FoveaException when it keeps none
     */
    public static Recipe recipe(Model model) {
        String yaml = model.graph().metadata().get(Recipe.KEY);
        if (yaml == null) {
            throw new FoveaException("The model '" + model.name()
                    + "' keeps no recipe, so nobody can repeat its training; only models" + " trained by Fovea do.");
        }
        return Recipe.parse(yaml, "of model '" + model.name() + "'");
    }

    /**
     * Asks whether a model's recipe says all of its training.
     *
     * @throws FoveaException when a Java program gave it a loss, the metric that tells the best epoch, or callbacks of its own
     */
    public static void requireRepeatable(Model model) {
        String own = model.graph().metadata().getOrDefault(Training.OWN_KEY, "");
        if (!own.isEmpty()) {
            throw new FoveaException("The model '" + model.name() + "' was trained with a " + own
                    + " of a Java program, of which its recipe does not tell; run that program again.");
        }
    }

    /**
     * Asks whether data is what a model was trained with; reads it, and blocks.
     *
     * @param monitor is told where nobody can know
     * @throws FoveaException when it is other data
     */
    public static void requireSameData(Model model, Path data, TrainingMonitor monitor) {
        Recipe recipe = recipe(model);
        String known = model.graph().metadata().getOrDefault(RecipeData.FINGERPRINT_KEY, "");
        if (known.isEmpty()) {
            monitor.noted(
                    "The model keeps no fingerprint of its data; whether '" + data + "' is the same is not known.");
            return;
        }
        String given = RecipeData.fingerprint(data, RecipeData.whole(recipe, data))
                .map(Fingerprint::sha256)
                .orElse("");
        if (!known.equals(given)) {
            throw new FoveaException("'" + data + "' is other data than '" + model.name() + "' was trained with, by the"
                    + " names, sizes and contents of its files; a training on it would be another one. Give the same"
                    + " data, or train by 'fovea train'.");
        }
    }

    /**
     * Compares two models.
     *
     * @param first the model
     * @param second what its recipe came to now
     * @param before what the first one reaches on held-out examples
     * @param after what the second one reaches on the same
     */
    public static Reproduction of(Graph first, Graph second, Evaluation before, Evaluation after) {
        if (hasSameWeights(first, second)) {
            return new Reproduction(Verdict.SAME, "It came out the same: every weight, to the last bit.");
        }
        Map.Entry<String, Double> score = before.metrics().entrySet().iterator().next();
        double then = score.getValue();
        double now = after.metrics().getOrDefault(score.getKey(), Double.NaN);
        double images = Math.min(before.images(), after.images());
        // Each score is a mean over images, of which none deviates more than where it is 0 or 1.
        double error = Math.sqrt((then * (1 - then) + now * (1 - now)) / images);
        boolean alike = then == now || Math.abs(then - now) <= CHANCE * error;
        String numbers = String.format(
                Locale.ROOT,
                "%s %.4f then, %.4f now, on %.0f held-out images",
                score.getKey().replace('_', ' '),
                then,
                now,
                images);
        return alike
                ? new Reproduction(
                        Verdict.ALIKE,
                        "It came out alike, not the same: " + numbers + ", which is no more than chance.")
                : new Reproduction(Verdict.OTHER, "It came out different: " + numbers + ", which is more than chance.");
    }

    private static boolean hasSameWeights(Graph first, Graph second) {
        Map<String, Tensor> weights = first.initializers();
        Map<String, Tensor> others = second.initializers();
        return weights.keySet().equals(others.keySet())
                && weights.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(others.get(entry.getKey())));
    }
}
