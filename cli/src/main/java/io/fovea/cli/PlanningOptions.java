package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.Inputs;
import io.fovea.plan.Plan;
import io.fovea.plan.PlanOptions;
import io.fovea.plan.Planner;
import io.fovea.recipe.Recipe;
import io.fovea.torch.TorchDevice;
import io.fovea.train.report.TrainingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What is said of a training without a recipe. */
final class PlanningOptions {
    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Without a recipe: how long all of it may take on this machine, such as 90s, 30m or 2h (30m).")
    private Duration time;

    @Option(
            names = "--like",
            paramLabel = "MODEL",
            description =
                    "Without a recipe: the model to begin with, a shipped one's name or an .onnx file, in place of the"
                            + " nearest shipped one; with --from-scratch, the one whose network to take.")
    private String like;

    @Option(names = "--from-scratch", description = "Without a recipe: begin with random weights, whatever is shipped.")
    private boolean fromScratch;

    /**
     * Refuses what means nothing beside a recipe, which is given back.
     *
     * @throws FoveaException naming the option
     */
    Recipe requireNone(Recipe recipe) {
        String given = time != null ? "--time" : like != null ? "--like" : fromScratch ? "--from-scratch" : "";
        if (!given.isEmpty()) {
            throw new FoveaException(given + " is for data without a recipe; the recipe '" + recipe.name()
                    + "' says it itself. Leave it out, or give the folder of data in place of the recipe.");
        }
        return recipe;
    }

    /**
     * The recipe that is chosen, which is printed and written beside the model; that of an earlier choice where its
     * training is resumed.
     */
    Recipe recipe(
            Fovea fovea,
            Console console,
            Path data,
            Path model,
            Integer epochs,
            boolean resume,
            TorchDevice placement) {
        Path file = new TrainingFiles(model).recipe();
        if (resume) {
            return Recipe.read(file);
        }
        Writable.check(file, "recipe", PlanningOptions::isRecipe);
        PlanOptions options = new PlanOptions(
                Inputs.stem(model),
                time == null ? PlanOptions.USUAL_TIME : time,
                epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                Optional.ofNullable(like),
                fromScratch);
        Plan plan;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            plan = new Planner(data, options, placement).plan(monitor);
        }
        try {
            plan.write(file);
        } catch (IOException e) {
            throw new FoveaException("The recipe cannot be written to '" + file + "': " + e.getMessage() + ".", e);
        }
        console.err().print(plan.yaml());
        plan.notes().forEach(note -> console.err().println("Note: " + note));
        console.err().println("Wrote " + file);
        console.err().flush();
        return plan.recipe();
    }

    private static boolean isRecipe(Path file) {
        try {
            return Files.size(file) == 0 || !Recipe.read(file).name().isEmpty();
        } catch (IOException | FoveaException e) {
            return false; // something else
        }
    }
}
