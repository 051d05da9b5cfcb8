package io.fovea.cli;

import io.fovea.data.Skipped;
import io.fovea.model.Model;
import io.fovea.score.CalibratedModel;
import io.fovea.score.MeasuredPart;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures how far a model can be believed, and writes that on its card. */
@Command(
        name = "calibrate",
        description =
                "Measures on images with known truth how far a model can be believed, and writes that on its card:"
                        + " probabilities that are right as often as they say, a score for each object, an interval for"
                        + " each count, and which images it knows. No weight moves.")
final class CalibrateCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelArgument model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "A folder, or a zip, with data as 'fovea evaluate' takes it, of which the model learned nothing.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "Which part of it: train, validation, test or all (default: validation where it is the data that"
                            + " the model was trained with, otherwise all).")
    private String split;

    @Mixin
    private DeviceOption device;

    @Mixin
    private ModelOutput output;

    @Override
    public void run() {
        Console console = Console.of(spec);
        MeasuredPart part = MeasuredPart.parse(split);
        Model before = model.model(fovea);
        output.check(before);
        CalibratedModel.Images images = CalibratedModel.images(before, data, part);
        console.err().println("Calibrating on " + images.words() + ".");
        console.err().flush();
        Skipped skipped = new Skipped();
        CalibratedModel made;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            made = CalibratedModel.of(before, images, device.device(), skipped, monitor);
        }
        skipped.sentences().forEach(sentence -> console.err().println("Left out: " + sentence));
        output.write(made.model());
        console.out().println(made.words());
        console.out().flush();
    }
}
