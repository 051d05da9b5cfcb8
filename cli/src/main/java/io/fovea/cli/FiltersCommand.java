package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.batch.Inputs;
import io.fovea.explore.AscentPath;
import io.fovea.explore.AscentStart;
import io.fovea.explore.FilterExamples;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.Pattern;
import io.fovea.explore.PatternRecipe;
import io.fovea.explore.StepSchedule;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    /** With its pattern, as many cells of a filter as go twice into a row of eight. */
    private static final int EXAMPLES = 3;

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

    @Option(
            names = "--examples",
            paramLabel = "INPUT",
            description = "Images, or folders of them: beside each pattern stand the patches of these, each of another"
                    + " image, that excite the filter most; of stacks the first page.")
    private List<String> examples;

    @Option(names = "--output", required = true, paramLabel = "FILE.png", description = "The picture to write.")
    private Path output;

    @Override
    public void run() {
        if ((layers == null) == (classes == null)) {
            throw new FoveaException("Give either --layer, for the filters of a layer, or --class, for classes.");
        }
        if (examples != null && layers == null) {
            throw new FoveaException("--examples finds what excites the filters of a layer; give one with --layer.");
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
        Optional<Inputs> images = Optional.ofNullable(examples).map(Inputs::find);
        Model model = options.model(fovea);
        List<List<FilterExamples.Example>> found =
                images.map(inputs -> examples(console, model, inputs)).orElse(List.of());
        FilterPatterns finder = new FilterPatterns(model, options.device());
        List<Pattern> patterns;
        try (ConsoleMonitor monitor = fovea.monitor(console.err())) {
            patterns = layers != null
                    ? finder.ofLayer(NameList.join(layers), first, settings, monitor)
                    : finder.ofClasses(classes, settings, monitor);
        }
        Image picture = images.isPresent() ? FilterExamples.beside(patterns, found) : FilterPatterns.grid(patterns);
        picture.write(output, model.card().name());
        report(console, patterns, found);
    }

    private List<List<FilterExamples.Example>> examples(Console console, Model model, Inputs inputs) {
        try (FilterExamples best =
                        FilterExamples.open(model, NameList.join(layers), first, EXAMPLES, options.device());
                ConsoleMonitor monitor = fovea.monitor(console.err())) {
            new ExampleImages(inputs.feeding(model.card().input()), console.err()).showTo(best, monitor);
            return best.best();
        }
    }

    private void report(Console console, List<Pattern> patterns, List<List<FilterExamples.Example>> found) {
        List<String> columns = new ArrayList<>(List.of(layers != null ? "filter" : "class", "noise", "pattern"));
        if (!found.isEmpty()) {
            columns.addAll(List.of("best", "example"));
        }
        TextTable table = new TextTable(columns);
        for (int i = 0; i < patterns.size(); i++) {
            Pattern one = patterns.get(i);
            List<Object> row = new ArrayList<>(
                    List.of(one.label(), number(one.before()), one.silent() ? "silent" : number(one.after())));
            if (!found.isEmpty()) {
                Optional<FilterExamples.Example> best = found.get(i).stream().findFirst();
                row.add(best.map(example -> number(example.activation())).orElse(""));
                row.add(best.map(FilterExamples.Example::name).orElse("none"));
            }
            table.row(row);
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
