package io.fovea.cli;

import io.fovea.batch.Inputs;
import io.fovea.fit.History;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.score.Evaluation;
import io.fovea.score.MeasuredPart;
import io.fovea.torch.TorchDevice;
import io.fovea.train.Reproduction;
import io.fovea.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Repeats the training of a model. */
@Command(
        name = "reproduce",
        description =
                "Trains a model anew by the recipe that it keeps, and says whether it came out the same, alike, or"
                        + " different; then the exit code is 1.")
final class ReproduceCommand implements Callable<Integer> {
    private static final Consumer<History> NO_CURVES = history -> {};

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A shipped name, or an .onnx file that was trained by Fovea.")
    private String name;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "The folder, or zip, of the data that it was trained with.")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "FILE.onnx",
            description = "The model to write (default: <its name>-again.onnx, in the current folder).")
    private Path output;

    @Option(
            names = "--base",
            paramLabel = "MODEL",
            description = "The base that it stands on, where that does not lie beside it.")
    private String base;

    @Mixin
    private TeacherOptions teachers;

    @Mixin
    private CardOptions card;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Model model = card.told(name, fovea);
        Recipe kept = Reproduction.recipe(model);
        Reproduction.requireRepeatable(model);
        Recipe recipe = teachers.in(base == null ? kept : kept.withBase(base));
        Path file = Path.of(name);
        boolean isFile = Files.isRegularFile(file);
        Path again = output != null ? output : Path.of((isFile ? Inputs.stem(file) : name) + "-again.onnx");
        Writable.check(again, "trained model", Training::isTrained);
        TorchDevice placement = TorchDevice.of(device.device());
        List<Path> folders =
                Optional.of(file)
                        .filter(any -> isFile)
                        .map(any -> any.toAbsolutePath().getParent())
                        .stream()
                        .toList();
        Evaluation after;
        try (TrainingDisplay display = new TrainingDisplay(
                fovea.monitor(console.err()), console.err(), placement.device(), NO_CURVES, () -> false)) {
            Reproduction.requireSameData(model, data, display);
            Training training = new Training(recipe, data, folders).on(placement);
            teachers.images().ifPresent(training::unlabelled);
            after = training.run(again, false, display);
        }
        Evaluation before;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            before = Evaluation.of(model, data, MeasuredPart.TEST, device.device(), monitor);
        }
        Reproduction result = Reproduction.of(model.graph(), Model.read(again).graph(), before, after);
        console.err().println("Wrote " + again);
        console.err().flush();
        console.out().println(result.sentence());
        console.out().flush();
        return result.verdict() == Reproduction.Verdict.OTHER ? 1 : 0;
    }
}
