package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.explore.AscentPath;
import io.fovea.explore.AscentStart;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.Pattern;
import io.fovea.explore.PatternRecipe;
import io.fovea.explore.StepSchedule;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds the patterns that excite filters or classes. */
@Command(
        name = "filters",
        description = "Finds the patterns that excite the filters of a layer, or the classes of a model, by gradient"
                + " ascent, and draws them as a grid.")
final class FiltersCommand implements Runnable {
    @ParentCommand
    private Fovea fovea;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Option(names = "--layer", paramLabel = "LAYER", description = "The layer; one at a time.")
    private List<String> layers;

    @Option(
            names = "--class",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "CLASS",
            description =
                    "Instead of a layer: a class by label or index; several with commas, or given several times; all"
                            + " without a value.")
    private List<String> classes;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many filters of the layer, from the first on (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "lecture",
            description = "lecture: plain gradient ascent; clear: with jitter, blur and total variation, before the"
                    + " activation function (default: ${DEFAULT-VALUE}).")
    private String recipe;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the ascent (default: that of the recipe).")
    private int steps;

    @Option(
            names = "--step-size",
            paramLabel = "STEP",
            description = "Of the first step, for values of 0..1: the length of the whole step for lecture, that of a"
                    + " usual pixel for clear (default: 10 and 0.03).")
    private Double stepSize;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            defaultValue = "constant",
            description = "What becomes of the steps: constant, falling (evenly to nothing) or cosine (default:"
                    + " ${DEFAULT-VALUE}).")
    private String schedule;

    @Option(
            names = "--start",
            paramLabel = "NAME",
            defaultValue = "noise",
            description = "What the ascent begins with: noise of 0.4..0.6, or grey with a trace of noise (default:"
                    + " ${DEFAULT-VALUE}).")
    private String start;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Width and height of the patterns before the crop (default: 200, or the model's own).")
    private int size;

    @Option(
            names = "--crop",
            paramLabel = "PIXELS",
            description = "Left away at each edge (default: 25, an eighth of small patterns; none for classes).")
    private Integer crop;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the noise that the ascent begins with (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--output", required = true, paramLabel = "FILE.png", description = "The picture to write.")
    private Path output;

    @Override
    public void run() {
        if ((layers == null) == (classes == null)) {
            throw new FoveaException("Give either --layer, for the filters of a layer, or --class, for classes.");
        }
        Console console = Console.of(spec);
        FilterPatterns.Settings settings = new FilterPatterns.Settings(
                PatternRecipe.parse(recipe),
                steps == 0 ? OptionalInt.empty() : OptionalInt.of(steps),
                size == 0 ? OptionalInt.empty() : OptionalInt.of(size),
                crop == null ? OptionalInt.empty() : OptionalInt.of(crop),
                seed,
                new AscentPath(
                        AscentStart.parse(start),
                        stepSize == null ? OptionalDouble.empty() : OptionalDouble.of(stepSize),
                        StepSchedule.parse(schedule)));
        Writable.checkPicture(output);
        Model model = options.model(fovea);
        FilterPatterns finder = new FilterPatterns(model, options.device());
        List<Pattern> patterns;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            patterns = layers != null
                    ? finder.ofLayer(NameList.join(layers), first, settings, monitor)
                    : finder.ofClasses(classes, settings, monitor);
        }
        FilterPatterns.grid(patterns).write(output, model.card().name());
        report(console, patterns);
    }

    private void report(Console console, List<Pattern> patterns) {
        TextTable table = new TextTable(List.of(layers != null ? "filter" : "class", "noise", "pattern"));
        for (Pattern one : patterns) {
            table.row(List.of(one.label(), number(one.before()), one.silent() ? "silent" : number(one.after())));
        }
        console.out().print(table);
        console.out().flush();
        long silent = patterns.stream().filter(Pattern::silent).count();
        if (silent > 0) {
            console.err()
                    .println("Note: " + silent + " of " + patterns.size() + " never became active, so no gradient led"
                            + " anywhere; their cells are crossed out. "
                            + (PatternRecipe.parse(recipe) == PatternRecipe.LECTURE
                                    ? "--recipe clear climbs before the activation function, and --seed begins elsewhere."
                                    : "Nor did one before the activation functions; --seed begins elsewhere."));
        }
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
