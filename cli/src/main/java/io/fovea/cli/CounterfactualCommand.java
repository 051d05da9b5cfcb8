package io.fovea.cli;

import io.fovea.NameList;
import io.fovea.batch.OnePage;
import io.fovea.batch.OutputFolder;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.FlatImageException;
import io.fovea.counterfactual.Shift;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.model.Model;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds the smallest changes of an image that turn a classifier's answer. */
@Command(
        name = "counterfactual",
        description = {
            "Finds the smallest changes of an image that turn a classifier's answer: of its pixels, and of its brightness,"
                    + " contrast, hue, blur and scale.",
            "Writes a picture with all of them, and counterfactual.csv."
        })
final class CounterfactualCommand implements Runnable {
    private static final int MOST_SIGMA = 100;

    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ImageOptions image;

    @Mixin
    private ModelOptions options;

    @Option(
            names = "--to",
            paramLabel = "CLASS",
            description = "The class to be answered, a label or index (default: any other).")
    private String to;

    @Option(
            names = "--by",
            paramLabel = "CHANGE",
            description =
                    "What may change: pixels, brightness, contrast, hue, blur, scale; several with commas (default: all).")
    private List<String> by = List.of();

    @Option(
            names = "--sigma",
            paramLabel = "PIXELS",
            defaultValue = "1",
            description =
                    "Of the Gaussian that changes of pixels are blurred by, in pixels of the model's input; 0 for none"
                            + " (default: ${DEFAULT-VALUE}).")
    private double sigma;

    @Override
    public void run() {
        if (!(sigma >= 0 && sigma <= MOST_SIGMA)) {
            throw new ParameterException(spec.commandLine(), "--sigma is 0 to " + MOST_SIGMA + ".");
        }
        List<String> wanted = NameList.of(by, text -> false);
        boolean pixels = wanted.isEmpty() || wanted.stream().anyMatch(CounterfactualOutcome.PIXELS::equalsIgnoreCase);
        List<Shift> shifts = wanted.isEmpty() ? List.of(Shift.values()) : shifts(wanted);
        Console console = Console.of(spec);
        Model model = options.model(fovea);
        OnePage page = image.read(console, model);
        OutputFolder folder = image.folder();
        Path table = folder.table("counterfactual.csv", CounterfactualOutcome.COLUMNS);
        Path picture = folder.place(page.stem() + "-counterfactual.png");
        CounterfactualOutcome outcome;
        try (CounterfactualFinder finder = CounterfactualFinder.open(model, options.device());
                ConsoleMonitor monitor = fovea.monitor(console.err())) {
            console.announce(model, finder.device());
            outcome = find(finder, page, pixels, shifts, monitor);
        }
        outcome.write(table, picture);
        outcome.print(console);
    }

    private static List<Shift> shifts(List<String> wanted) {
        return wanted.stream()
                .filter(text -> !CounterfactualOutcome.PIXELS.equalsIgnoreCase(text))
                .map(Shift::parse)
                .distinct()
                .toList();
    }

    private CounterfactualOutcome find(
            CounterfactualFinder finder, OnePage page, boolean pixels, List<Shift> shifts, Monitor monitor) {
        OptionalInt wanted = finder.wanted(Optional.ofNullable(to));
        CounterfactualOutcome outcome =
                new CounterfactualOutcome(page.name(), page.image(), finder.answer(page.image(), monitor));
        if (pixels) {
            try {
                finder.pixels(page.image(), wanted, sigma, monitor)
                        .ifPresentOrElse(outcome::add, () -> outcome.addUnturned(CounterfactualOutcome.PIXELS));
            } catch (FlatImageException e) {
                if (!by.isEmpty()) {
                    throw e;
                }
                outcome.addUntried(e.getMessage());
            }
        }
        for (Shift shift : shifts) {
            List<ShiftChange> changes = finder.along(shift, page.image(), wanted, monitor);
            changes.forEach(outcome::add);
            if (changes.isEmpty()) {
                outcome.addUnturned(shift.toString());
            }
        }
        return outcome;
    }
}
