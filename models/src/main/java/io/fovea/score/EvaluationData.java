package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.data.Survey;
import io.fovea.data.Surveyor;
import io.fovea.data.UnusedFiles;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataParts;
import io.fovea.recipe.data.RecipeData;
import io.fovea.recipe.data.SurveyCheck;
import io.fovea.report.Fingerprint;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Views;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * The examples that a model is to be measured on, every one of them looked at.
 *
 * @param model with its card and its recipe
 * @param recipe that it keeps; of a model of others, what its data was found to be
 * @param share which examples: {@code train}, {@code validation}, {@code test} or {@code all}
 * @param examples those that can be used
 * @param survey what they were found to be
 * @param reason a sentence: which examples are measured, how many, and why these
 */
public record EvaluationData(Model model, Recipe recipe, String share, Dataset examples, Survey survey, String reason) {

    /** Which examples, and why. */
    private record Choice(MeasuredPart part, String because) {}

    /**
     * Looks at the examples; blocks.
     *
     * @param data the folder that the recipe's paths begin in
     * @param asked which of them
     * @throws FoveaException when a part is asked for and the model has no recipe, or its examples do not fit
     * @throws CancelledException if cancelled
     */
    public static EvaluationData open(Model model, Path data, MeasuredPart asked, Monitor monitor) {
        String yaml = model.graph().metadata().get(Recipe.KEY);
        if (yaml == null) {
            return ofForeign(model, data, asked, monitor);
        }
        Recipe recipe = Recipe.parse(yaml, "of model '" + model.name() + "'");
        DataParts parts = DataParts.read(recipe, data);
        Choice choice = asked == MeasuredPart.AUTO ? choice(model, data, parts) : new Choice(asked, "");
        String share = choice.part.word();
        Dataset part;
        List<UnusedFiles> unused;
        if (choice.part == MeasuredPart.ALL) {
            part = parts.whole();
            unused = parts.unused();
        } else {
            Splits splits = parts.split();
            part = choice.part.of(splits);
            unused = splits.unused();
        }
        return looked(model, recipe, share, part, unused, choice, monitor);
    }

    /** Of a model that others trained: all that there is, of the kind that it is found to be. */
    private static EvaluationData ofForeign(Model model, Path data, MeasuredPart asked, Monitor monitor) {
        if (asked != MeasuredPart.AUTO && asked != MeasuredPart.ALL) {
            throw new FoveaException("The model '" + model.name()
                    + "' keeps no recipe that says how its data is split; only models trained by Fovea do. Measure it on"
                    + " all that '" + data + "' has, or give the folder of the part that you mean.");
        }
        ForeignData foreign = ForeignData.of(model, data);
        Choice choice = new Choice(
                MeasuredPart.ALL, "The model keeps no recipe; this was taken for data with " + foreign.reason() + ". ");
        return looked(model, foreign.recipe(), "all", foreign.examples(), foreign.unused(), choice, monitor);
    }

    private static EvaluationData looked(
            Model model,
            Recipe recipe,
            String share,
            Dataset part,
            List<UnusedFiles> unused,
            Choice choice,
            Monitor monitor) {
        Surveyor surveyor = new Surveyor(RecipeData.counted(recipe), part.size(), listener(monitor));
        Dataset good = look(surveyor, share, part);
        Survey survey = surveyor.survey(unused);
        survey = survey.noting(SurveyCheck.notes(recipe, survey));
        SurveyCheck.requireMeasurable(recipe, survey);
        String reason = choice.because
                + String.format(
                        Locale.ROOT,
                        "Measured on %s: %,d image%s.",
                        choice.part == MeasuredPart.ALL ? "all there are" : "the share '" + share + "'",
                        good.size(),
                        good.size() == 1 ? "" : "s");
        return new EvaluationData(model, recipe, share, good, survey, reason);
    }

    private static Choice choice(Model model, Path data, DataParts parts) {
        String known = model.graph().metadata().getOrDefault(RecipeData.FINGERPRINT_KEY, "");
        if (known.isEmpty()) {
            return new Choice(
                    MeasuredPart.ALL,
                    "The model keeps no fingerprint of the data it was trained with; if it is this data, give --split test"
                            + " to measure on what was held out. ");
        }
        String given = RecipeData.fingerprint(data, parts.whole())
                .map(Fingerprint::sha256)
                .orElse("");
        return known.equals(given)
                ? new Choice(MeasuredPart.TEST, "This is the data that the model was trained with. ")
                : new Choice(MeasuredPart.ALL, "This is other data than the model was trained with. ");
    }

    private static Dataset look(Surveyor surveyor, String share, Dataset part) {
        try {
            return surveyor.look(share, part, UnaryOperator.identity());
        } catch (CancellationException e) {
            CancelledException cancelled = new CancelledException();
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private static Surveyor.Listener listener(Monitor monitor) {
        return new Surveyor.Listener() {
            @Override
            public void looked(int done, int of) {
                monitor.report((double) done / of, "looking at the data");
            }

            @Override
            public void leftOut(String sentence) {
                // The survey keeps it.
            }

            @Override
            public boolean isCancelled() {
                return monitor.isCancelled();
            }
        };
    }

    /** The same examples for another model, such as one that was made of this one. */
    public EvaluationData of(Model other) {
        return new EvaluationData(other, recipe, share, examples, survey, reason);
    }

    /**
     * Asks the model about every example once; blocks.
     *
     * @throws FoveaException when their truths do not fit the model's task, or the device is not there
     * @throws CancelledException if cancelled
     */
    public Evaluation evaluate(Device device, Monitor monitor) {
        return evaluate(device, Views.ONE, new Skipped(), monitor);
    }

    /** As {@link #evaluate(Device, Views, Skipped, Monitor)}, of images as they are. */
    public Evaluation evaluate(Device device, Skipped skipped, Monitor monitor) {
        return evaluate(device, Views.ONE, skipped, monitor);
    }

    /**
     * Asks the model about every example once; blocks.
     *
     * @param views in which it looks at each
     * @param skipped is told of images that the model cannot take, which are left out
     * @throws FoveaException when their truths do not fit the model's task, the views do not, or the device is not there
     * @throws CancelledException if cancelled
     */
    public Evaluation evaluate(Device device, Views views, Skipped skipped, Monitor monitor) {
        return evaluate(device, views, ImageGroups.NONE, skipped, monitor);
    }

    /** The same, and what it comes to of each group of images. */
    public Evaluation evaluate(Device device, Views views, ImageGroups groups, Skipped skipped, Monitor monitor) {
        int contour = recipe.data().contour();
        return new HeldOut(model, examples, share, contour, device, views, skipped)
                .measure(AnswerListener.NONE, groups, monitor);
    }
}
