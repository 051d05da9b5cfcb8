package io.fovea.cli;

import io.fovea.train.Evaluation;
import io.fovea.train.Recipe;
import io.fovea.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a network as a recipe says. */
@Command(
        name = "train",
        description = "Trains a network as a recipe says, and writes it as ONNX with its card;"
                + " history.csv and history.png go beside it.")
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECIPE.yaml", description = "What to train; models/recipes has examples.")
    private Path recipe;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder that the recipe's paths begin in (default: the current one).")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "FILE.onnx",
            description = "The model to write (default: the recipe's name, in the current folder).")
    private Path output;

    @Option(
            names = "--base",
            paramLabel = "MODEL",
            description = "Another model to stand on than the recipe's base: a shipped one's name or an .onnx file.")
    private String base;

    @Option(names = "--resume", description = "Go on with a training that was interrupted.")
    private boolean resume;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description =
                    "fp32, bf16, or auto, which is bf16 where the processor has it (default: as the recipe says).")
    private String precision;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Recipe what = Recipe.read(recipe);
        if (precision != null) {
            what = what.withTraining(what.training().withPrecision(precision));
        }
        if (base != null) {
            what = what.withBase(base);
        }
        Path model = output == null ? Path.of(what.name() + ".onnx") : output;
        Writable.check(model);
        Evaluation evaluation;
        try (TrainingDisplay display = new TrainingDisplay(fovea.monitor(console.err()), console.err())) {
            evaluation =
                    new Training(what, data, List.of(recipe.toAbsolutePath().getParent())).run(model, resume, display);
        }
        console.err().println("Wrote " + model);
        console.out().println(evaluation.toJson());
        console.out().flush();
        return 0;
    }
}
