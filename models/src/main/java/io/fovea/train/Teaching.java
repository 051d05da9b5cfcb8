package io.fovea.train;

import io.fovea.data.Dataset;
import io.fovea.fit.TrainingMonitor;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.UnlabelledSpec;
import io.fovea.recipe.data.RecipeBatches;
import io.fovea.report.Fingerprint;
import io.fovea.session.Device;
import io.fovea.task.Views;
import io.fovea.transfer.BaseModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * From whom a network learns, besides from people.
 *
 * @param recipe of the network
 * @param distiller says what it knows of every batch
 * @param labeller labels images once, before the first epoch
 * @param images that nobody labelled
 * @param device on which both look
 */
record Teaching(Recipe recipe, Optional<Model> distiller, Optional<Model> labeller, List<Path> images, Device device) {

    /**
     * Finds what the recipe names.
     *
     * @param folders in which a teacher is looked for
     * @throws io.fovea.FoveaException when it is not there
     */
    static Teaching of(Recipe recipe, List<Path> folders, Optional<Model> labeller, List<Path> images, Device device) {
        Optional<Model> distiller =
                recipe.training().distillation().map(spec -> BaseModels.find(spec.teacher(), folders));
        return new Teaching(recipe, distiller, labeller, images, device);
    }

    /** Tells it from every other, in lines of a comment; empty where nobody teaches. */
    String identity() {
        return distiller.map(model -> identity("distilled model", model)).orElse("")
                + labeller.map(model -> identity("labelling model", model)).orElse("")
                + (images.isEmpty() ? "" : "# Unlabelled images: " + images.size() + "\n");
    }

    private static String identity(String role, Model model) {
        return "# SHA-256 of the " + role + ": "
                + Fingerprint.sha256(model.graph().toBytes()) + "\n";
    }

    /**
     * Opens the model that is asked about every batch; empty where none is. It has to be closed.
     *
     * @throws io.fovea.FoveaException when it is for something else than the recipe
     */
    Optional<ModelTeacher> openDistiller() {
        return distiller.map(model -> ModelTeacher.of(model, recipe, Views.ONE, device));
    }

    /**
     * Examples with those that are labelled by a model, in memory as far as they fit; blocks.
     *
     * @param labelled by people
     * @throws io.fovea.FoveaException when the model is for something else than the recipe, or sure of nothing
     */
    Dataset joined(Dataset labelled, TrainingMonitor monitor) {
        if (labeller.isEmpty()) {
            return labelled;
        }
        UnlabelledSpec spec = recipe.data().unlabelled().orElseThrow();
        try (ModelTeacher teacher = ModelTeacher.of(labeller.get(), recipe, views(spec), device)) {
            Dataset more = PseudoLabels.of(recipe, spec, images, teacher, monitor);
            return Dataset.joined(List.of(labelled, RecipeBatches.keptBesideTraining(recipe, more)));
        }
    }

    /** As the recipe says, or turned the ways in which it turns images for training. */
    private Views views(UnlabelledSpec spec) {
        boolean mirrored = recipe.augmentation().horizontalFlip();
        boolean flipped = mirrored && recipe.augmentation().verticalFlip();
        return spec.augment().map(Views::of).orElse(flipped ? Views.FLIPS : mirrored ? Views.MIRROR : Views.ONE);
    }
}
