package io.fovea.cli;

import io.fovea.graph.Graph;
import io.fovea.layers.GraphPlot;
import io.fovea.layers.InferredShapes;
import io.fovea.layers.Summary;
import io.fovea.model.ModelLibrary;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a model consists of. */
@Command(
        name = "summary",
        description =
                "Prints the layers of a model, their output shapes and parameter counts. Sizes behind a ~ were found"
                        + " by a trial; the model does not fix them.")
final class SummaryCommand implements Runnable {
    private static final String ARCHITECTURE = "zoo:";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A shipped name, an .onnx file, a BioImage.IO package, or an architecture such as zoo:trimap-net.")
    private String model;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Also draws the graph, with shapes, as an SVG file.")
    private Path plot;

    @Mixin
    private ArchitectureOptions architecture;

    @Override
    public void run() {
        if (plot != null) {
            Writable.check(plot, "drawing", GraphPlot::isOne);
        }
        Graph graph = model.startsWith(ARCHITECTURE)
                ? architecture.build(model)
                : architecture.requireNone(ModelLibrary.find(model)).graph();
        Console console = Console.of(spec);
        Summary summary = Summary.of(InferredShapes.declaredIn(graph));
        console.out().print(summary);
        console.out().flush();
        if (plot != null) {
            GraphPlot.of(summary).write(plot);
        }
    }
}
