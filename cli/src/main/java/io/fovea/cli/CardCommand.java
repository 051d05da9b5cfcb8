package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.CardFile;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a model means, and writes it into its file. */
@Command(
        name = "card",
        description = "Prints a model's card, which says what it means, as YAML. Saved as <model>.card.yaml beside the"
                + " model it holds for good; with --output the model is written with it.")
final class CardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A shipped name, an .onnx file, or a BioImage.IO package.")
    private String model;

    @Mixin
    private CardOptions card;

    @Option(names = "--output", paramLabel = "FILE.onnx", description = "Also writes the model, with this card in it.")
    private Path output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        if (output != null) {
            Writable.check(output, "model with its card", CardCommand::isModel);
        }
        Model told = ModelLibrary.find(model).with(card.facts());
        told.card().assumptions().forEach(assumption -> console.err().println("Note: " + assumption));
        console.err().flush();
        console.out().print(CardFile.text(told.card()));
        console.out().flush();
        if (output != null) {
            write(told);
        }
    }

    private static boolean isModel(Path file) {
        try {
            return Graph.read(file).metadata().keySet().stream().anyMatch(key -> key.startsWith("fovea."));
        } catch (IOException e) {
            return false;
        }
    }

    private void write(Model told) {
        Graph graph = told.graph();
        told.card().writeTo(graph);
        try {
            graph.write(output);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + output + "': " + e.getMessage(), e);
        }
    }
}
