package io.fovea.train;

import io.fovea.FoveaException;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @throws FoveaException when it is not there, or cannot teach by the recipe
     */
    static Teaching of(Recipe recipe, List<Path> folders, Optional<Model> labeller, List<Path> images, Device device) {
        Optional<Model> distiller =
                recipe.training().distillation().map(spec -> BaseModels.teacher(spec.teacher(), folders));
        Stream.of(distiller, labeller).flatMap(Optional::stream).forEach(model -> ModelTeacher.classes(model, recipe));
        return new Teaching(recipe, distiller, labeller, images, device);
    }

    /**
     * Looks that no teacher is replaced by its student.
     *
     * @throws FoveaException when one lies where the student is to be written
     */
    void requireOtherThan(Path output) {
        Path student = output.toAbsolutePath().normalize();
        Stream.of(distiller, labeller)
                .flatMap(Optional::stream)
                .flatMap(model -> model.file().stream())
                .filter(file -> file.toAbsolutePath().normalize().equals(student))
                .findFirst()
                .ifPresent(file -> {
                    throw new FoveaException(
                            "The teacher '" + file + "' would be replaced by its student; give another --output.");
                });
    }

    /** Tells it from every other, in lines of a comment; empty where nobody teaches. */
    String identity() {
        return distiller.map(model -> identity("distilled model", model)).orElse("")
                + labeller.map(model -> identity("labelling model", model)).orElse("")
                + (labeller.isEmpty() ? "" : "# SHA-256 of the unlabelled images' names: " + names() + "\n");
    }

    private String names() {
        String all = images.stream().map(Path::toString).collect(Collectors.joining("\n"));
        return Fingerprint.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String identity(String role, Model model) {
        return "# SHA-256 of the " + role + ": "
                + Fingerprint.sha256(model.graph().toBytes()) + "\n";
    }

    /**
     * Opens the model that is asked about every batch; empty where none is. It has to be closed.
     *
     * @throws FoveaException when it is for something else than the recipe
     */
    Optional<ModelTeacher> openDistiller() {
        return distiller.map(model -> ModelTeacher.ofBatches(model, recipe, device));
    }

    /**
     * Examples with those that are labelled by a model, in memory as far as they fit; blocks.
     *
     * @param labelled by people
     * @throws FoveaException when the model is for something else than the recipe, or sure of nothing
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
