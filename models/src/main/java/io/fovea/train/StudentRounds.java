package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.batch.Inputs;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.UnlabelledSpec;
import io.fovea.score.Evaluation;
import io.fovea.transfer.BaseModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Students that learn from images that a teacher labelled, each the teacher of the next (noisy student; Xie et al., 2020). Where
 * the recipe names no teacher, the first is what it comes to without these images. What comes before the last is kept beside
 * it, {@code <name>-teacher.onnx} and {@code <name>-round-1.onnx}, so that an interrupted training goes on where it was.
 *
 * @param recipe with unlabelled images
 * @param output of the last student
 * @param folders in which the teacher is looked for
 */
record StudentRounds(Recipe recipe, Path output, List<Path> folders) {

    /** Trains one of them. */
    @FunctionalInterface
    interface Lesson {
        /**
         * Trains; blocks.
         *
         * @param what with unlabelled images if there is a teacher
         * @param teacher who labels them
         * @param file to be written
         */
        Evaluation train(Recipe what, Optional<Model> teacher, Path file, boolean resume);
    }

    /**
     * Trains all of them, one after the other; blocks.
     *
     * @param resume whether those that are done stay, and an interrupted one goes on
     * @return how the last one measures
     * @throws FoveaException when a file that is no trained model lies where one would be kept
     */
    Evaluation run(Lesson lesson, boolean resume, TrainingMonitor monitor) {
        UnlabelledSpec spec = recipe.data().unlabelled().orElseThrow();
        before().forEach(StudentRounds::requireReplaceable);
        Model teacher = spec.teacher()
                .map(name -> BaseModels.find(name, folders))
                .orElseGet(() -> {
                    monitor.noted("First the teacher learns from the images that have labels.");
                    return kept(withoutImages(), Optional.empty(), teacherFile(), lesson, resume);
                });
        for (int round = 1; round < spec.rounds(); round++) {
            monitor.noted("Round " + round + " of " + spec.rounds() + ".");
            teacher = kept(recipe, Optional.of(teacher), roundFile(round), lesson, resume);
        }
        if (spec.rounds() > 1) {
            monitor.noted("Round " + spec.rounds() + " of " + spec.rounds() + ".");
        }
        return lesson.train(recipe, Optional.of(teacher), output, goesOn(output, resume));
    }

    /** Whether something of it is kept with which it could go on. */
    boolean isBegun() {
        return before().stream().anyMatch(file -> isDone(file) || Files.exists(Training.checkpoint(file)))
                || Files.exists(Training.checkpoint(output));
    }

    private Model kept(Recipe what, Optional<Model> teacher, Path file, Lesson lesson, boolean resume) {
        if (!resume || !isDone(file)) {
            lesson.train(what, teacher, file, goesOn(file, resume));
        }
        return Model.read(file);
    }

    /** A later one may not have begun yet; where nothing has, the trainer says so. */
    private boolean goesOn(Path file, boolean resume) {
        return resume && (Files.exists(Training.checkpoint(file)) || !isBegun());
    }

    /** Whether the file is of this recipe, and nothing is left to be done. */
    private boolean isDone(Path file) {
        return Files.exists(file)
                && Files.notExists(Training.checkpoint(file))
                && Training.isTrained(file)
                && (file.equals(teacherFile()) ? withoutImages() : recipe)
                        .published()
                        .toYaml()
                        .equals(Graph.read(file).metadata().get(Recipe.KEY));
    }

    private Recipe withoutImages() {
        return recipe.withData(recipe.data().with(Optional.empty()));
    }

    private List<Path> before() {
        UnlabelledSpec spec = recipe.data().unlabelled().orElseThrow();
        List<Path> files = new ArrayList<>();
        if (spec.teacher().isEmpty()) {
            files.add(teacherFile());
        }
        for (int round = 1; round < spec.rounds(); round++) {
            files.add(roundFile(round));
        }
        return files;
    }

    private Path teacherFile() {
        return beside("teacher");
    }

    private Path roundFile(int round) {
        return beside("round-" + round);
    }

    private Path beside(String word) {
        return output.resolveSibling(Inputs.stem(output) + "-" + word + ".onnx");
    }

    private static void requireReplaceable(Path file) {
        if (Files.exists(file) && !Training.isTrained(file)) {
            throw new FoveaException("'" + file + "' is no model that was trained by Fovea, and would be replaced by a"
                    + " teacher; move it away, or give another --output.");
        }
    }
}
