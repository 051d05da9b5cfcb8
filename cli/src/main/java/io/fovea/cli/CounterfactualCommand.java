package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.batch.Csv;
import io.fovea.batch.OnePage;
import io.fovea.batch.OutputFolder;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.counterfactual.CounterfactualFinder.Answer;
import io.fovea.counterfactual.PixelChange;
import io.fovea.counterfactual.Shift;
import io.fovea.counterfactual.ShiftChange;
import io.fovea.model.Model;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final List<String> COLUMNS =
            List.of("image", "change", "from", "to", "probability", "amount", "unit", "largest");
    private static final String PIXELS = "pixels";

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
        if (!(sigma >= 0 && sigma <= 100)) {
            throw new ParameterException(spec.commandLine(), "--sigma is 0 to 100.");
        }
        List<String> wanted = NameList.of(by, text -> false);
        boolean pixels = wanted.isEmpty() || wanted.stream().anyMatch(PIXELS::equalsIgnoreCase);
        List<Shift> shifts = wanted.isEmpty()
                ? Arrays.asList(Shift.values())
                : wanted.stream()
                        .filter(text -> !PIXELS.equalsIgnoreCase(text))
                        .map(Shift::parse)
                        .distinct()
                        .toList();
        Console console = Console.of(spec);
        Model model = options.model(fovea);
        OnePage page = image.read(console, model);
        OutputFolder folder = image.folder();
        Path table = folder.table("counterfactual.csv", COLUMNS);
        Path picture = folder.place(page.stem() + "-counterfactual.png");
        try (CounterfactualFinder finder = CounterfactualFinder.open(model, options.device());
                ConsoleMonitor monitor = fovea.monitor(console.err())) {
            console.announce(model, finder.device());
            find(finder, page, pixels, shifts, monitor, console, table, picture);
        }
    }

    private void find(
            CounterfactualFinder finder,
            OnePage page,
            boolean pixels,
            List<Shift> shifts,
            Monitor monitor,
            Console console,
            Path table,
            Path picture) {
        OptionalInt wanted = finder.wanted(Optional.ofNullable(to));
        Answer answer = finder.answer(page.image(), monitor);
        Csv csv = new Csv(COLUMNS);
        TextTable text = new TextTable(List.of("change", "amount", "", "answer", "probability", "largest"));
        CounterfactualSheet sheet = new CounterfactualSheet();
        List<String> unturned = new ArrayList<>();
        if (pixels) {
            Optional<PixelChange> change = finder.pixels(page.image(), wanted, sigma, monitor);
            change.ifPresentOrElse(
                    found -> {
                        csv.row(
                                page.name(),
                                PIXELS,
                                answer.label(),
                                found.to(),
                                found.probability(),
                                found.length(),
                                "grey levels",
                                found.largest());
                        text.row(List.of(
                                PIXELS,
                                number(found.length()),
                                "grey levels",
                                found.to(),
                                percent(found.probability()),
                                number(found.largest())));
                        sheet.add(answer, found);
                    },
                    () -> unturned.add(PIXELS));
        }
        for (Shift shift : shifts) {
            List<ShiftChange> changes = finder.along(shift, page.image(), wanted, monitor);
            if (changes.isEmpty()) {
                unturned.add(shift.toString());
            }
            for (ShiftChange found : changes) {
                csv.row(
                        page.name(),
                        found.side(),
                        answer.label(),
                        found.to(),
                        found.probability(),
                        found.amount(),
                        shift.unit(),
                        "");
                text.row(List.of(
                        found.side(),
                        number(found.amount()),
                        shift.unit(),
                        found.to(),
                        percent(found.probability()),
                        ""));
                sheet.add(found);
            }
        }
        csv.write(table);
        sheet.drawn().ifPresent(drawn -> drawn.write(picture, page.name()));
        console.out().println(page.name() + ": " + answer.label() + ", " + percent(answer.probability()));
        console.out().print(text);
        console.out().flush();
        if (sheet.drawn().isEmpty()) {
            throw new FoveaException("Nothing that was tried turns the answer '" + answer.label() + "' to '"
                    + page.name() + "' (" + String.join(", ", unturned)
                    + "); try other changes with --by, or another class with --to.");
        }
        if (!unturned.isEmpty()) {
            console.err().println("Note: The answer is not turned by " + String.join(", ", unturned) + ".");
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
