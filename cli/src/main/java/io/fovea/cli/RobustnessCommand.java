package io.fovea.cli;

import io.fovea.NameList;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.batch.Robustness;
import io.fovea.batch.RobustnessFolder;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.Shift;
import io.fovea.model.Model;
import io.fovea.report.Letters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a classifier's answers stand changes of light, colour, sharpness and scale. */
@Command(
        name = "robustness",
        description = {
            "Changes the brightness, contrast, hue, blur and scale of images, more and more, and counts how many of a"
                    + " classifier's answers stand that.",
            "Writes robustness.csv and robustness.png: the accuracy where the folder of an image is called as a class, and the"
                    + " share of answers that stay."
        })
final class RobustnessCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    @Option(
            names = "--by",
            paramLabel = "SHIFT",
            description = "What changes: brightness, contrast, hue, blur, scale; several with commas (default: all).")
    private List<String> by = List.of();

    @Override
    public Integer call() {
        List<Shift> wanted = NameList.of(by, text -> false).stream()
                .map(Shift::parse)
                .distinct()
                .toList();
        List<Shift> shifts = wanted.isEmpty() ? Arrays.asList(Shift.values()) : wanted;
        Inputs inputs = batch.inputs();
        Path picture = output.resolve("robustness.png");
        Writable.checkPicture(picture);
        Console console = batch.console();
        Model model = batch.model();
        try (CounterfactualFinder finder = CounterfactualFinder.open(model, batch.device())) {
            console.announce(model, finder.device());
            Report<Robustness> report =
                    batch.run(false, monitor -> RobustnessFolder.run(finder, inputs, output, shifts, monitor));
            for (Robustness result : report.rows()) {
                if (Letters.areDrawableFor("The chart is")) {
                    RobustnessChart.of(result).write(picture, model.name());
                }
                console.out().print(table(result));
            }
            return console.end(report);
        }
    }

    private static TextTable table(Robustness result) {
        TextTable table = new TextTable(List.of("shift", "amount", "", "accuracy", "unchanged"));
        for (Robustness.Point point : result.points()) {
            table.row(List.of(
                    point.shift().toString(),
                    CounterfactualOutcome.number(point.amount()),
                    point.shift().unit(),
                    point.accuracy().isPresent()
                            ? CounterfactualOutcome.percent(point.accuracy().getAsDouble())
                            : "",
                    CounterfactualOutcome.percent(point.unchanged())));
        }
        return table;
    }
}
