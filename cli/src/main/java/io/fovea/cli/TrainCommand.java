package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.data.Archives;
import io.fovea.fit.History;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.Preview;
import io.fovea.score.Evaluation;
import io.fovea.torch.TorchDevice;
import io.fovea.train.Training;
import io.fovea.train.report.TrainingFiles;
import java.io.IOException;
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
                + " <its name>-history.csv, -history.png and -report.html go beside it. Given a folder of data in place"
                + " of a recipe, looks at it, chooses a recipe and writes that beside the model too, with a reason in"
                + " each line.")
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RECIPE.yaml|DATA",
            description =
                    "What to train: a recipe, of which models/recipes has examples; or a folder, or a zip, of data.")
    private Path target;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder that the recipe's paths begin in (default: the current one).")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "FILE.onnx",
            description = "The model to write (default: the recipe's name, or the data's, in the current folder).")
    private Path output;

    @Option(
            names = "--base",
            paramLabel = "MODEL",
            description = "Another model to stand on than the recipe's base: a shipped one's name or an .onnx file.")
    private String base;

    @Mixin
    private TeacherOptions teachers;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Another number of epochs than the recipe's, or than the time allows.")
    private Integer epochs;

    @Mixin
    private PlanningOptions planning;

    @Option(names = "--resume", description = "Go on with a training that was interrupted.")
    private boolean resume;

    @Option(
            names = "--live",
            description = "Show the curves in a window while they grow; it closes when the training ends.")
    private boolean live;

    @Option(
            names = "--stop-when",
            paramLabel = "FILE",
            description =
                    "End after the epoch in which this file appears, and keep the best so far; the file is removed.")
    private Path stop;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Write the run into a folder that TensorBoard shows: tensorboard --logdir DIR.")
    private Path tensorBoard;

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
        requireNoStop();
        TorchDevice placement = TorchDevice.of(device.device());
        Recipe what = recipe(console, placement);
        if (preview != null) {
            return draw(what, console);
        }
        Path model = model(what);
        Writable.check(model, "trained model", Training::isTrained);
        Consumer<History> curves = live ? LiveCurves.open(what) : history -> {};
        Training training = new Training(what, data(), folders()).on(placement);
        fovea.onImpatience(() -> farewell(training, model));
        if (tensorBoard != null) {
            training.tensorBoard(tensorBoard);
        }
        teachers.images().ifPresent(training::unlabelled);
        Evaluation evaluation;
        try (TrainingDisplay display = new TrainingDisplay(
                fovea.monitor(console.err()), console.err(), placement.device(), curves, this::isStopped)) {
            evaluation = training.run(model, resume, display);
        } catch (CancellationException e) {
            throw (CancellationException) new CancellationException(farewell(training, model)).initCause(e);
        }
        console.err()
                .println("Wrote " + model + " and, beside it, "
                        + new TrainingFiles(model).report().getFileName());
        console.out().println(evaluation.toJson());
        console.out().flush();
        return 0;
    }

    /** A file that lay there before would end the training before anybody asks. */
    private void requireNoStop() {
        if (stop != null && Files.exists(stop)) {
            throw new FoveaException("--stop-when '" + stop + "' is there already, and would end the training after its"
                    + " first epoch; remove it, or give another.");
        }
    }

    private boolean isStopped() {
        try {
            return stop != null && Files.deleteIfExists(stop);
        } catch (IOException e) {
            return true; // it is there, whoever may remove it
        }
    }

    /** The recipe that is given, or that is chosen for the data that is given. */
    private Recipe recipe(Console console, TorchDevice placement) {
        if (Files.notExists(target)) {
            throw new FoveaException("There is no recipe, and no folder of data, '" + target
                    + "'; give the path of a .yaml file, or of a folder or zip of data.");
        }
        boolean isData = Archives.isFolder(target);
        if (isData && data != null) {
            throw new FoveaException("'" + target + "' is data already; leave --data out, or give a recipe first.");
        }
        if (isData && base != null) {
            throw new FoveaException("--base is for recipes; leave it out, or say with --like what to begin with.");
        }
        if (isData && teachers.isGiven()) {
            throw new FoveaException("--teacher and --unlabelled are for recipes; 'fovea train " + target
                    + "' writes one, by which you can then train with them.");
        }
        if (isData && preview == null) { // choosing a recipe takes minutes
            Writable.check(chosenModel(), "trained model", Training::isTrained);
        }
        Recipe what = isData
                ? planning.recipe(fovea, console, target, chosenModel(), epochs, resume, placement)
                : planning.requireNone(Recipe.read(target));
        if (epochs != null) {
            what = what.withTraining(what.training().withEpochs(epochs));
        }
        if (precision != null) {
            what = what.withTraining(what.training().withPrecision(PrecisionName.parse(precision)));
        }
        return teachers.in(base == null ? what : what.withBase(base));
    }

    private Path data() {
        return Archives.isFolder(target) ? target : data == null ? Path.of(".") : data;
    }

    /** Where a base is looked for first. */
    private List<Path> folders() {
        return Archives.isFolder(target)
                ? List.of()
                : List.of(target.toAbsolutePath().getParent());
    }

    private Path model(Recipe what) {
        return Archives.isFolder(target) ? chosenModel() : output == null ? Path.of(what.name() + ".onnx") : output;
    }

    /** The model of data that comes without a recipe. */
    private Path chosenModel() {
        if (output != null) {
            return output;
        }
        String name = String.valueOf(target.toAbsolutePath().normalize().getFileName());
        return Path.of(name.replaceFirst("(?i)\\.zip$", "") + ".onnx");
    }

    private int draw(Recipe what, Console console) {
        Path file = preview.toString().isEmpty() ? Path.of(what.name() + "-preview.png") : preview;
        Writable.checkPicture(file);
        Preview.write(what, data(), 0, file);
        console.err().println("Wrote " + file);
        return 0;
    }

    private static String farewell(Training training, Path model) {
        return training.isBegun(model)
                ? "The training was cancelled. To go on after its last whole epoch, give the same command with --resume."
                : "The training was cancelled before its first epoch was done; nothing was kept.";
    }
}
