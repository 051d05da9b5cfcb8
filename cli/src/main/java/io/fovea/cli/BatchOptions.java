package io.fovea.cli;

import io.fovea.UserPath;
import io.fovea.batch.Inputs;
import io.fovea.model.Model;
import io.fovea.session.Device;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command that takes many images through a model is told, and where it speaks. */
final class BatchOptions {
    @ParentCommand
    private Fovea fovea;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Image files, folders or globs.")
    private List<String> inputs;

    @Mixin
    private ModelOptions options;

    /** The images. */
    List<Path> files() {
        return Inputs.expand(inputs.stream().map(UserPath::expand).toList());
    }

    /** Finds the model. */
    Model model() {
        return options.model();
    }

    /** The device asked for. */
    Device device() {
        return options.device();
    }

    Console console() {
        return Console.of(spec);
    }

    /** What shows the command's progress, and can cancel it. */
    ConsoleMonitor monitor() {
        return fovea.monitor(console().err());
    }

    /** The error of an option that is out of its range. */
    ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
