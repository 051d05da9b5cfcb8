package io.fovea.cli;

import io.fovea.data.Skipped;
import io.fovea.graph.Graph;
import io.fovea.model.CardFile;
import io.fovea.model.Model;
import io.fovea.model.ObjectSizes;
import io.fovea.train.TrainedSizes;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a model means, and writes it into its file. */
@Command(
        name = "card",
        description = "Prints a model's card, which says what it means, as YAML. Saved as <model>.card.yaml beside the"
                + " model it holds for good; with --output the model is written with it.")
final class CardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--measure",
            paramLabel = "DATA",
            description = "Measures how large the objects were that the model was trained on, in the share of this data"
                    + " that its own recipe trains on, and puts that into the card.")
    private Path data;

    @Option(names = "--output", paramLabel = "FILE.onnx", description = "Also writes the model, with this card in it.")
    private Path output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        if (output != null) {
            ModelOutput.check(output);
        }
        Model told = data == null ? model.model() : measured(model.model(), console);
        told.card().assumptions().forEach(assumption -> console.err().println("Note: " + assumption));
        console.err().flush();
        console.out().print(CardFile.text(told.card()));
        console.out().flush();
        if (output != null) {
            Graph graph = told.graph();
            told.card().writeTo(graph);
            ModelOutput.write(graph, output);
        }
    }

    private Model measured(Model told, Console console) {
        Skipped skipped = new Skipped(sentence -> console.err().println("Note: " + sentence));
        ObjectSizes sizes = TrainedSizes.measure(told, data, skipped);
        return told.withCard(
                told.card().withSizes(sizes.withPixelSize(told.card().sizes().pixelSize())));
    }
}
