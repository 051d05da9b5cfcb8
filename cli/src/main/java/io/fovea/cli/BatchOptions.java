package io.fovea.cli;

import io.fovea.UserPath;
import io.fovea.batch.Inputs;
import io.fovea.batch.PageChoice;
import io.fovea.batch.Report;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command that takes many images through a model is told, and where it speaks. */
final class BatchOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Image files, folders with their subfolders, or globs.")
    private List<String> inputs;

    @Option(names = "--no-recursive", description = "Take the images of a folder itself, not those of its subfolders.")
    private boolean flat;

    @Mixin
    private PageOptions pages;

    @Mixin
    private ModelOptions options;

    /** Finds the images, and says which files are not taken for some. */
    Inputs inputs() {
        return chosen(Inputs.find(words(), takesSubfolders()));
    }

    /** What was given as INPUT. */
    List<String> words() {
        return inputs == null
                ? List.of()
                : inputs.stream().map(UserPath::expand).toList();
    }

    boolean takesSubfolders() {
        return !flat;
    }

    /** The pages of images that are meant; says which files are not taken for some. */
    Inputs chosen(Inputs images) {
        PageChoice choice = pages.choice();
        Inputs found = images.with(choice);
        found.note().ifPresent(note -> console().err().println("Note: " + note));
        return found;
    }

    /** Finds the model. */
    Model model() {
        return options.model(fovea());
    }

    /** The line that was typed, as a shell takes it. */
    String call() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(BatchOptions::quoted)
                .collect(Collectors.joining(" ", "fovea ", ""));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\p{L}\\p{N}_@%+=:,./\\\\~-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** The device asked for. */
    Device device() {
        return options.device();
    }

    Console console() {
        return Console.of(spec);
    }

    /**
     * Does the work, showing its progress.
     *
     * @param isKept whether it leaves what it does, so that another run can go on
     */
    <R> Report<R> run(boolean isKept, Function<Monitor, Report<R>> work) {
        try (ConsoleMonitor monitor = fovea().monitor(console().err())) {
            return work.apply(monitor);
        } catch (CancelledException e) {
            if (isKept) {
                console().err().println("Note: The same command with --resume goes on from here.");
            }
            throw e;
        }
    }

    /** Keeps a line for stderr that is not to scroll away. */
    void atTheEnd(String line) {
        fovea().atTheEnd(line);
    }

    /** Commands that are added one by one are told of no parent. */
    private Fovea fovea() {
        return (Fovea) spec.root().userObject();
    }

    /** The error of an option that is out of its range. */
    ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
