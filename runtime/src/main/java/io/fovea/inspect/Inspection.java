package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.model.Basis;
import io.fovea.model.CardFile;
import io.fovea.model.CardKey;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model, where from, and what would fail with it.
 *
 * @param facts one for each key of its card that says something
 * @param unknown a sentence for each thing that had to be assumed
 * @param able a sentence for each thing that it was tried to do and does
 * @param troubles a sentence for each thing that fails
 */
public record Inspection(List<Fact> facts, List<String> unknown, List<String> able, List<String> troubles) {

    /** A fact of a card, and what it rests on. */
    public record Fact(String key, String value, Basis basis) {}

    /** Copies the lists. */
    public Inspection {
        facts = List.copyOf(facts);
        unknown = List.copyOf(unknown);
        able = List.copyOf(able);
        troubles = List.copyOf(troubles);
    }

    /** Opens a model for all that it may do. Blocks. */
    public static Inspection of(Model model, Device device) {
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<CardKey, String> value : CardFile.values(model.card()).entrySet()) {
            facts.add(new Fact(
                    value.getKey().key(), value.getValue(), model.bases().get(value.getKey())));
        }
        List<String> able = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        Task task = model.card().task();
        for (Job<?> job : Jobs.all()) {
            if (job.tasks().contains(task)) {
                attempt("It " + does(job), model, () -> job.open(model, device), able, troubles);
            }
        }
        if (task.scored().isExplained()) {
            attempt(
                    "It can be explained",
                    model,
                    () -> Explainer.open(model, ExplainOptions.DEFAULT, device),
                    able,
                    troubles);
        }
        return new Inspection(facts, model.card().assumptions(), able, troubles);
    }

    /** {@code classifies}, {@code segments}. */
    private static String does(Job<?> job) {
        return job.verb().replaceFirst("y$", "ie") + "s";
    }

    @FunctionalInterface
    private interface Opening {
        AutoCloseable open();
    }

    private static void attempt(String what, Model model, Opening opening, List<String> able, List<String> troubles) {
        try (AutoCloseable opened = opening.open()) {
            able.add(what + device(opened) + ".");
        } catch (FoveaException e) {
            troubles.add(e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException("'" + model.name() + "' cannot be closed", e);
        }
    }

    private static String device(AutoCloseable opened) {
        if (opened instanceof ImagePredictor<?> predictor) {
            return ", on " + predictor.device();
        }
        return opened instanceof Explainer explainer ? " by Grad-CAM, on " + explainer.device() : "";
    }
}
