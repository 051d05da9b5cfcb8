package io.fovea.cli;

import io.fovea.imagej.ImageJLauncher;
import io.fovea.imagej.MacroEnd;
import io.fovea.report.Letters;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs an ImageJ macro without a display. */
@Command(name = "macro", description = "Runs an ImageJ macro without a display.")
final class MacroCommand implements Callable<Integer> {
    private static final String SCIJAVA_LOG = "scijava.log.level";

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

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
        if (!fovea.isDebug() && System.getProperty(SCIJAVA_LOG) == null) {
            System.setProperty(SCIJAVA_LOG, "none"); // what it would show as a stack trace comes as a sentence, too
        }
        HeadlessImageJ.prepare();
        MacroEnd end = ImageJLauncher.runMacro(macro, argument, fovea.cancellation());
        end.error().ifPresent(this::tell);
        return switch (end.kind()) {
            case DONE -> 0;
            case SOME_FAILED -> Errors.SOME_FAILED;
            case FAILED -> Errors.NOTHING_DONE;
        };
    }

    private void tell(String sentence) {
        PrintWriter err = Console.of(spec).err();
        err.println("fovea: '" + macro + "': " + sentence);
        Letters.absence().ifPresent(beside -> err.println("Note: " + beside));
    }
}
