package io.fovea.cli;

import io.fovea.data.Subset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a small data set of a large one. */
@Command(
        name = "subset",
        description = "Copies some images of every class into folders train, validation and test,"
                + " such as 1,000 of each for a first try.")
final class SubsetCommand implements Callable<Integer> {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "A folder, or a zip, with a folder of images for every class.")
    private Path source;

    @Parameters(index = "1", paramLabel = "TARGET", description = "The folder to make; it must be new or empty.")
    private Path target;

    @Option(
            names = "--train",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Images of each class to learn from (default: ${DEFAULT-VALUE}).")
    private int train;

    @Option(
            names = "--validation",
            paramLabel = "N",
            defaultValue = "500",
            description = "Images of each class to choose the best epoch by (default: ${DEFAULT-VALUE}).")
    private int validation;

    @Option(
            names = "--test",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Images of each class to measure with (default: ${DEFAULT-VALUE}).")
    private int test;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1337",
            description = "Decides which images are chosen (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        int copied = Subset.make(source, target, train, validation, test, seed, fovea.cancellation());
        Console.of(spec).err().println("Copied " + copied + " images to " + target);
        return 0;
    }
}
