package io.fovea.cli;

import io.fovea.imagej.ImageJLauncher;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs an ImageJ macro without a display. */
@Command(name = "macro", description = "Runs an ImageJ macro without a display.")
final class MacroCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE.ijm", description = "The macro.")
    private Path macro;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ARG",
            defaultValue = "",
            description = "What getArgument() returns in it.")
    private String argument;

    @Override
    public Integer call() {
        return ImageJLauncher.runMacro(macro, argument) ? 0 : Errors.SOME_FAILED;
    }
}
