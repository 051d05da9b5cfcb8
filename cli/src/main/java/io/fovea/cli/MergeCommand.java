package io.fovea.cli;

import io.fovea.batch.ShareMerge;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins the shares of a batch that several machines did. */
@Command(
        name = "merge",
        description =
                "Joins what runs with --shard wrote: tables, journals and failures become those of one run over all"
                        + " images, and so do the pictures where shares have folders of their own.")
final class MergeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders that the shares were written to.")
    private List<Path> folders;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder to write to (default: the one given, if it is one).")
    private Path output;

    @Override
    public Integer call() {
        if (output == null && folders.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "There are several folders; say where to join them with --output.");
        }
        Console console = Console.of(spec);
        int code = 0;
        for (ShareMerge.Joined joined : ShareMerge.run(folders, output == null ? folders.get(0) : output)) {
            console.out()
                    .println(joined.name() + ": " + count(joined.done(), "image")
                            + (joined.failed().isEmpty()
                                    ? ""
                                    : ", " + count(joined.failed().size(), "failure")));
            console.out().flush();
            joined.failed().forEach(sentence -> console.err().println("fovea: " + sentence));
            joined.missing().forEach(sentence -> console.err().println("fovea: " + sentence));
            code = joined.failed().isEmpty() && joined.missing().isEmpty() ? code : Errors.SOME_FAILED;
        }
        return code;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
