package io.fovea.cli;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.optimize.Optimized;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(paramLabel = "MODEL", description = "A shipped name, or an .onnx file.")
    private String model;

    @Option(names = "--output", required = true, paramLabel = "FILE.onnx", description = "Where to write it.")
    private Path output;

    @Override
    public void run() {
        Writable.check(output, "model", OptimizeCommand::isModel);
        Console console = Console.of(spec);
        Model before = ModelLibrary.find(model);
        Optimized made = Optimized.of(before);
        Graph graph = made.model().graph();
        Card card = before.card();
        card.writeTo(graph);
        byte[] bytes = graph.toBytes();
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            double ratio = Optimized.timesAsFast(before, made.model(), monitor);
            write(bytes);
            tell(console.out(), made, before.graph(), graph, ratio);
        }
    }

    static boolean isModel(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private void write(byte[] bytes) {
        try {
            AtomicFile.write(output, bytes);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + output + "': " + e.getMessage() + ".", e);
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
