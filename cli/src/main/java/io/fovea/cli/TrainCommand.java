package io.fovea.cli;

import io.fovea.fit.History;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.Preview;
import io.fovea.score.Evaluation;
import io.fovea.torch.TorchDevice;
import io.fovea.train.Training;
import io.fovea.train.report.TrainingFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a network as a recipe says. */
@Command(
        name = "train",
        description = "Trains a network as a recipe says, and writes it as ONNX with its card;"
                + " <its name>-history.csv, -history.png and -report.html go beside it.")
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
            names = "--live",
            description = "Show the curves in a window while they grow; it closes when the training ends.")
    private boolean live;

    @Option(
            names = "--preview",
            arity = "0..1",
            paramLabel = "FILE.png",
            fallbackValue = "",
            description = "Train nothing: draw nine variations of one training image, and end"
                    + " (default: <recipe's name>-preview.png, in the current folder).")
    private Path preview;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description =
                    "fp32, bf16, or auto, which is bf16 where the processor has it (default: as the recipe says).")
    private String precision;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Recipe what = Recipe.read(recipe);
        if (precision != null) {
            what = what.withTraining(what.training().withPrecision(PrecisionName.parse(precision)));
        }
        if (base != null) {
            what = what.withBase(base);
        }
        if (preview != null) {
            return draw(what, console);
        }
        Path model = output == null ? Path.of(what.name() + ".onnx") : output;
        Writable.check(model, "trained model", Training::isTrained);
        TorchDevice placement = TorchDevice.of(device.device());
        Consumer<History> curves = live ? LiveCurves.open(what) : history -> {};
        fovea.onImpatience(() -> farewell(model));
        Training training =
                new Training(what, data, List.of(recipe.toAbsolutePath().getParent())).on(placement);
        Evaluation evaluation;
        try (TrainingDisplay display =
                new TrainingDisplay(fovea.monitor(console.err()), console.err(), placement.device(), curves)) {
            evaluation = training.run(model, resume, display);
        } catch (CancellationException e) {
            throw (CancellationException) new CancellationException(farewell(model)).initCause(e);
        }
        console.err()
                .println("Wrote " + model + " and, beside it, "
                        + new TrainingFiles(model).report().getFileName());
        console.out().println(evaluation.toJson());
        console.out().flush();
        return 0;
    }

    private int draw(Recipe what, Console console) {
        Path file = preview.toString().isEmpty() ? Path.of(what.name() + "-preview.png") : preview;
        Writable.checkPicture(file);
        Preview.write(what, data, 0, file);
        console.err().println("Wrote " + file);
        return 0;
    }

    private static String farewell(Path model) {
        return Files.exists(Training.checkpoint(model))
                ? "The training was cancelled. To go on after its last whole epoch, give the same command with --resume."
                : "The training was cancelled before its first epoch was done; nothing was kept.";
    }
}
