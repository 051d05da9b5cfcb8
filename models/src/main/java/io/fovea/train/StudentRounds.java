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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** The metadata key under which a model says from whom it learnt. */
    static final String TEACHING_KEY = "fovea.teaching";

    /** Trains one of them. */
    interface Lesson {
        /**
         * Trains; blocks.
         *
         * @param what says how
         * @param teacher who labels images
         * @param file to be written
         */
        Evaluation train(Recipe what, Optional<Model> teacher, Path file, boolean resume);

        /** Tells from whom is learnt, the images included. */
        String identity(Recipe what, Optional<Model> teacher);
    }

    /**
     * Trains all of them, one after the other; blocks.
     *
     * @param resume whether those that are done stay, and an interrupted one goes on; otherwise what lies there is set aside
     * @return how the last one measures
     * @throws FoveaException when one is to stay that was trained otherwise
     */
    Evaluation run(Lesson lesson, boolean resume, TrainingMonitor monitor) {
        UnlabelledSpec spec = spec();
        Optional<Model> named = spec.teacher().map(name -> BaseModels.teacher(name, folders));
        for (Path file : before()) {
            prepare(file, resume, monitor);
        }
        Model teacher = named.orElseGet(() -> {
            monitor.noted("First the teacher learns from the images that have labels.");
            return kept(0, Optional.empty(), teacherFile(), lesson, resume);
        });
        for (int round = 1; round < spec.rounds(); round++) {
            monitor.noted("Round " + round + " of " + spec.rounds() + ".");
            teacher = kept(round, Optional.of(teacher), roundFile(round), lesson, resume);
        }
        if (spec.rounds() > 1) {
            monitor.noted("Round " + spec.rounds() + " of " + spec.rounds() + ".");
        }
        Optional<Model> last = Optional.of(teacher);
        boolean goesOn = resume && (Files.exists(Training.checkpoint(output)) || isDone(output, recipe, last, lesson));
        return lesson.train(recipe, last, output, goesOn || resume && !isBegun());
    }

    /** Whether something of it is kept with which it could go on. */
    boolean isBegun() {
        return Files.exists(Training.checkpoint(output))
                || before().stream().anyMatch(file -> Files.exists(file) || Files.exists(Training.checkpoint(file)));
    }

    private Model kept(int rounds, Optional<Model> teacher, Path file, Lesson lesson, boolean resume) {
        Recipe what = withRounds(rounds);
        boolean isBroken = Files.exists(Training.checkpoint(file));
        if (!resume || isBroken || Files.notExists(file)) {
            lesson.train(what, teacher, file, resume && (isBroken || !isBegun()));
        } else if (!isDone(file, what, teacher, lesson)) {
            throw new FoveaException(
                    "'" + file + "' was trained by another recipe, or learnt from another teacher or other"
                            + " images; restore these, or begin anew without --resume.");
        }
        return Model.read(file);
    }

    /** Whether the file came of the same recipe, teacher and images. */
    private static boolean isDone(Path file, Recipe what, Optional<Model> teacher, Lesson lesson) {
        if (Files.notExists(file) || !Training.isTrained(file)) {
            return false;
        }
        Map<String, String> kept = Graph.read(file).metadata();
        return what.published().toYaml().equals(kept.get(Recipe.KEY))
                && lesson.identity(what, teacher).equals(kept.getOrDefault(TEACHING_KEY, ""));
    }

    private void prepare(Path file, boolean resume, TrainingMonitor monitor) {
        if (resume || Files.notExists(file)) {
            return;
        }
        Path old = file.resolveSibling(file.getFileName() + ".old");
        try {
            Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FoveaException(
                    "'" + file + "' of an earlier training cannot be moved aside: " + e.getMessage() + ".", e);
        }
        monitor.noted("'" + file + "' of an earlier training is kept as '" + old + "'.");
    }

    private UnlabelledSpec spec() {
        return recipe.data().unlabelled().orElseThrow();
    }

    /** The recipe as those before the last are trained by it; without rounds, for the teacher of the first. */
    private Recipe withRounds(int rounds) {
        return recipe.withData(recipe.data().with(Optional.of(spec().withRounds(rounds))));
    }

    private List<Path> before() {
        List<Path> files = new ArrayList<>();
        if (spec().teacher().isEmpty()) {
            files.add(teacherFile());
        }
        for (int round = 1; round < spec().rounds(); round++) {
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
}
