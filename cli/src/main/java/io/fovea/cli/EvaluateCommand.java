package io.fovea.cli;

import io.fovea.train.Evaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures a model on images with known truth. */
@Command(name = "evaluate", description = "Measures a model on images with known truth; prints the scores as JSON.")
final class EvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The folder with the data that the model's recipe speaks of.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Which part of it: train, validation or test (default: ${DEFAULT-VALUE}).")
    private String split;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Evaluation evaluation;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            evaluation = Evaluation.of(options.model(), data, split, options.device(), monitor);
        }
        console.announce(evaluation.device());
        console.out().println(evaluation.toJson());
        console.out().flush();
        return 0;
    }
}
