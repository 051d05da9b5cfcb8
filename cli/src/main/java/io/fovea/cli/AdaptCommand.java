package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.FileImages;
import io.fovea.batch.Inputs;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.score.ScoresOfTwo;
import io.fovea.session.Device;
import io.fovea.transfer.Adaptation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Adapts a model to other images, without labels. */
@Command(
        name = "adapt",
        description =
                "Writes a model whose batch normalisations were measured anew on your images, for those of another"
                        + " microscope, stain or camera than it was trained on; no labels are needed, no weight moves.")
final class AdaptCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Images such as it will be used on: the first " + Adaptation.MOST_IMAGES
                    + " of a folder, a glob or those named.")
    private List<String> inputs;

    @Option(
            names = "--evaluate",
            paramLabel = "DATA",
            description = "Also measures both models on data with known truth, as 'fovea evaluate' does.")
    private Path data;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        Model before = model.model(fovea);
        output.check(before);
        List<Image> images = images(console, before);
        Adaptation.require(before, images);
        Optional<ScoresOfTwo.First> first = Optional.ofNullable(data).map(there -> first(console, before, there));
        Adaptation made = Adaptation.of(before, images);
        Optional<ScoresOfTwo> scores = first.map(one -> both(console, one, made.model()));
        output.write(made.model());
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%d batch normalisations were measured anew on %d images; the answers' mean entropy went from %.4f to %.4f"
                                + " nats.",
                        made.layers(),
                        made.images(),
                        made.entropyBefore(),
                        made.entropyAfter()));
        console.out()
                .println(
                        scores.map(ScoresOfTwo::sentence)
                                .orElse(
                                        "Whether it is better, entropy does not tell; --evaluate DATA does where truth is known."));
        console.out().flush();
    }

    private ScoresOfTwo.First first(Console console, Model before, Path there) {
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            return ScoresOfTwo.asEvaluated(before, there, Device.CPU, monitor);
        }
    }

    private ScoresOfTwo both(Console console, ScoresOfTwo.First first, Model after) {
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            return first.and(after, monitor);
        }
    }

    /** As many as are wanted of those that can be read. */
    private List<Image> images(Console console, Model model) {
        List<Image> images = new ArrayList<>();
        for (Path file : Inputs.find(inputs, true).files()) {
            if (images.size() < Adaptation.MOST_IMAGES) {
                try {
                    images.add(FileImages.first(file, model.card().input()));
                } catch (FoveaException e) {
                    console.err().println("Left out: " + e.getMessage());
                }
            }
        }
        return images;
    }
}
