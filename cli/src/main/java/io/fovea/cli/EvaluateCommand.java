package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.data.Skipped;
import io.fovea.model.Model;
import io.fovea.score.Evaluation;
import io.fovea.score.EvaluationData;
import io.fovea.score.ImageGroups;
import io.fovea.score.MeasuredPart;
import io.fovea.task.JobSettings;
import io.fovea.task.Views;
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
            description =
                    "A folder, or a zip, with data of the kind that the model's recipe speaks of, or, where it keeps none,"
                            + " a sub-folder for each class or images with masks; for a detector images with YOLO's text"
                            + " files, or COCO's JSON.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "Which part of it: train, validation, test or all (default: test where it is the data that the"
                            + " model was trained with, otherwise all).")
    private String split;

    @Option(
            names = "--augment",
            paramLabel = "VIEWS",
            defaultValue = Views.NONE,
            description =
                    "Measures what the model says where it looks at each image in several views: mirror, flips, turns, scales,"
                            + " or scales with one of them, as in turns+scales (default: as it is).")
    private String augment;

    @Option(
            names = "--groups",
            paramLabel = "FILE.csv",
            description =
                    "Gives the scores of each group of images besides: a row file,group for each, the file by its name.")
    private Path groups;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        Views views = Views.of(Views.chosen(JobSettings.USUAL, augment));
        MeasuredPart part = MeasuredPart.parse(split);
        ImageGroups grouped = groups == null ? ImageGroups.NONE : ImageGroups.read(groups);
        Model model = options.model(fovea);
        Skipped skipped = new Skipped();
        if (Evaluation.isOfBoxes(model)) {
            if (groups != null) {
                throw new FoveaException("--groups is not for detectors; evaluate each folder of images by itself.");
            }
            try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
                return print(
                        console, Evaluation.ofBoxes(model, data, options.device(), views, skipped, monitor), skipped);
            }
        }
        EvaluationData examples;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            examples = EvaluationData.open(model, data, part, monitor);
        }
        examples.survey().leftOut().forEach(sentence -> console.err().println("Left out: " + sentence));
        console.err().print(SurveyText.of(examples.survey()));
        console.err().println(examples.reason());
        console.err().flush();
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            return print(console, examples.evaluate(options.device(), views, grouped, skipped, monitor), skipped);
        }
    }

    private static int print(Console console, Evaluation evaluation, Skipped skipped) {
        skipped.sentences().forEach(sentence -> console.err().println("Left out: " + sentence));
        console.err().flush();
        console.announce(evaluation.device());
        console.out().println(evaluation.toJson());
        console.out().flush();
        return 0;
    }
}
