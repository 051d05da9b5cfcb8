package io.fovea.cli;

import io.fovea.graph.Graph;
import io.fovea.layers.InferredShapes;
import io.fovea.layers.Summary;
import io.fovea.model.ModelLibrary;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a model consists of. */
@Command(name = "summary", description = "Prints the layers of a model, their output shapes and parameter counts.")
final class SummaryCommand implements Runnable {
    private static final String ARCHITECTURE = "zoo:";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "A shipped name, an .onnx file, or an architecture such as zoo:trimap-net.")
    private String model;

    @Override
    public void run() {
        Graph graph = model.startsWith(ARCHITECTURE)
                ? Zoo.find(model).build(Architecture.Settings.DEFAULT)
                : ModelLibrary.find(model).graph();
        Console console = Console.of(spec);
        console.out().print(Summary.of(InferredShapes.declaredIn(graph)));
        console.out().flush();
    }
}
