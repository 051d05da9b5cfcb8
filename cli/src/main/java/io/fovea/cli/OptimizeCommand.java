package io.fovea.cli;

import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.optimize.Optimized;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a model faster that answers the same. */
@Command(
        name = "optimize",
        description =
                "Writes a model that answers the same with less work, and says what was done, how far its answers are"
                        + " off and how many times as fast it is. What is worked into others cannot be trained any more.")
final class OptimizeCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        Model before = model.model(fovea);
        output.check(before);
        Optimized made = Optimized.of(before);
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            double ratio = Optimized.timesAsFast(before, made.model(), monitor);
            output.write(made.model());
            tell(console.out(), made, before.graph(), made.model().graph(), ratio);
        }
    }

    private static void tell(PrintWriter out, Optimized made, Graph before, Graph after, double ratio) {
        made.done().forEach((what, places) -> out.println(places + " " + what));
        if (made.done().isEmpty()) {
            out.println("There was nothing to do.");
        }
        out.println(String.format(
                Locale.ROOT,
                "%d nodes instead of %d; answers differ by %.1e of the largest; %.2f times as fast on this CPU.",
                after.nodes().size(),
                before.nodes().size(),
                made.difference(),
                ratio));
        out.flush();
    }
}
