package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.BatchPlan;
import io.fovea.batch.ExplainFolder;
import io.fovea.batch.ExplainParts;
import io.fovea.batch.FileStore;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.batch.OnePage;
import io.fovea.batch.PageChoice;
import io.fovea.batch.Report;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Figure;
import io.fovea.explain.HeatDrawing;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.Question;
import io.fovea.explain.measure.MapScores;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorMap;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Shows where a model looks. */
@Command(
        name = "explain",
        description =
                "Shows where a model looks when it gives an image a class: writes an overlay and a 32-bit heat map"
                        + " of each image, and explain.csv.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch;

    @Mixin
    private ResumeOptions resume;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write to; pictures there of the same image and method are drawn anew, also for"
                    + " another class or layer.")
    private Path output;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description =
                    "A label or index; several with commas, or given several times (default: the top class of each"
                            + " image).")
    private List<String> classes = List.of();

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description =
                    "The layer to explain; the maps of several, given as classes are, are averaged (default: the one before"
                            + " the head).")
    private List<String> layers = List.of();

    @Option(
            names = "--object",
            paramLabel = "N",
            split = ",",
            description =
                    "Explain one object: by its number in the label image or its row in detect.csv, from 1; several"
                            + " with commas. The picture shows it and what is around it.")
    private List<Integer> objects = List.of();

    @Option(
            names = "--at",
            paramLabel = "X,Y",
            converter = PixelConverter.class,
            description =
                    "Explain what stands at a pixel, from 0,0: its class in a segmentation, or the surest box there.")
    private Question.Pixel pixel;

    @Option(
            names = "--against",
            paramLabel = "CLASS",
            description = "Explain what speaks for the class and not for this one: the score less that class's.")
    private String against;

    @ArgGroup(exclusive = true)
    private Other other;

    /** What is explained in the place of a score. */
    static final class Other {
        @Option(
                names = "--uncertainty",
                description =
                        "Explain how unsure the model is: the entropy of its answer; with --object or --at of that part"
                                + " of a segmentation.")
        private boolean uncertainty;

        @Option(
                names = "--valley",
                paramLabel = "N",
                split = ",",
                description =
                        "Explain how deep the valley between two objects is, what parts them: by their numbers in the"
                                + " label image, with a comma between.")
        private List<Integer> valley = List.of();

        @Option(
                names = "--similar-to",
                paramLabel = "IMAGE",
                description =
                        "Explain how like this image the model finds each: the cosine between their embeddings, or"
                                + " between what a classifier's layer before the head says of them.")
        private Path image;
    }

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "grad-cam",
            converter = MethodConverter.class,
            completionCandidates = MethodNames.class,
            description =
                    "How: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Before the name may stand noise-tunnel-,"
                            + " smooth- or eigen-smooth-.")
    private Method method;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "Set an option of the method; several with commas, or given several times.")
    private List<String> settings = List.of();

    @Option(
            names = "--methods",
            help = true,
            description = "List the methods, what they need and their options, and do no more.")
    private boolean methods;

    @Option(
            names = "--colors",
            paramLabel = "COLORS",
            defaultValue = "jet",
            description = "Of the overlay: jet, viridis, inferno or turbo (default: ${DEFAULT-VALUE}).")
    private ColorMap colors;

    @Option(names = "--bar", description = "Draw a colour bar beside the overlay.")
    private boolean bar;

    @Option(names = "--smooth", description = "Average over the image, its mirror image, and both darker and brighter.")
    private boolean smooth;

    @Option(names = "--keep-softmax", description = "Explain the probability instead of the score before the softmax.")
    private boolean keepSoftmax;

    @Option(
            names = "--score",
            description = "Also say in explain.csv how good each map is: areas under the deletion and insertion curves,"
                    + " the pointing game where there are masks, and the correlation with the map of random weights.")
    private boolean score;

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description = "Masks at the same paths below it as the images, but for the suffix; 0 outside the object: a"
                    + " segmentation is explained over them, and the pointing game is played on them.")
    private Path masks;

    private final Optional<SparkOptions> spark;
    private Optional<OptionSpec> address = Optional.empty();

    /** On this machine. */
    ExplainCommand() {
        this(Optional.empty());
    }

    private ExplainCommand(Optional<SparkOptions> spark) {
        this.spark = spark;
    }

    /** The same on Spark, where results may go to an address. */
    static CommandLine onSpark() {
        SparkOptions options = new SparkOptions();
        ExplainCommand command = new ExplainCommand(Optional.of(options));
        CommandLine line = new CommandLine(command);
        line.addMixin("spark", options);
        CommandSpec spec = line.getCommandSpec();
        JobCommand.takeNoInput(spec);
        OptionSpec path = spec.findOption("--output");
        spec.remove(path);
        OptionSpec place = OptionSpec.builder("--output")
                .type(String.class)
                .required(true)
                .paramLabel(path.paramLabel())
                .description(path.description())
                .build();
        spec.addOption(place);
        command.address = Optional.of(place);
        return line;
    }

    @Override
    public Integer call() {
        Console console = batch.console();
        if (methods) {
            MethodList.lines().forEach(console.out()::println);
            console.out().flush();
            return 0;
        }
        if (spark.isPresent()) {
            return call(console, spark.get());
        }
        Inputs inputs = batch.inputs();
        Model model = batch.model();
        ExplainOptions what = what();
        Question question = question(console, model);
        if (PartExplainer.answers(model, question)) {
            return explainParts(console, model, inputs, what, question);
        }
        try (Explainer explainer = Explainer.open(model, what, batch.device());
                MapScores scores = score ? MapScores.open(model, what, batch.device()) : null) {
            console.announce(model, explainer.device());
            Report<FolderJob.Row> report = batch.run(
                    true,
                    monitor -> ExplainFolder.run(
                            explainer,
                            inputs,
                            resume.plan(batch.call()),
                            output,
                            new HeatDrawing(colors, bar),
                            Optional.ofNullable(scores),
                            Optional.ofNullable(masks),
                            monitor));
            return tell(console, report);
        }
    }

    private ExplainOptions what() {
        return new ExplainOptions(method.with(settings), classes, layers, keepSoftmax, smooth);
    }

    private int call(Console console, SparkOptions machinery) {
        machinery.require();
        String place = SparkOptions.place(address.orElseThrow().getValue(), resume, batch);
        Model model = batch.model();
        if (masks != null || PartExplainer.answers(model, question(console, model))) {
            throw new FoveaException(
                    "On Spark whole images are explained, without masks: leave --masks, --object, --at,"
                            + " --against, --uncertainty, --valley and --similar-to out, or share the images out by --shard.");
        }
        ExplainOptions what = what();
        HeatDrawing drawing = new HeatDrawing(colors, bar);
        try (LentMachines machines =
                        new LentMachines(() -> machinery.open("explain with " + model.name(), console.err()));
                Explainer explainer = Explainer.open(model, what, batch.device());
                MapScores scores = score ? MapScores.open(model, what, batch.device()) : null) {
            Inputs inputs = machinery.inputs(batch, place, machines);
            machinery.requireResults(place, machines);
            console.announce(model, explainer.device());
            BatchPlan plan = resume.plan(batch.call());
            Optional<MapScores> scored = Optional.ofNullable(scores);
            Report<FolderJob.Row> report = batch.run(
                    !FileStore.isAddress(place),
                    monitor -> ExplainFolder.runOn(
                            machines.get(), model, explainer, inputs, plan, place, drawing, scored, monitor));
            machinery.write(() -> ExplainFolder.table(inputs, report), machines);
            return tell(console, report);
        }
    }

    private Question question(Console console, Model model) {
        Optional<Question.Pixel> at = Optional.ofNullable(pixel);
        Optional<String> rival = Optional.ofNullable(against);
        if (other == null) {
            return new Question(objects, at, rival);
        }
        if (other.image != null) {
            OnePage page = OnePage.read(
                    other.image, PageChoice.ALL.feeding(model.card().input()));
            page.note().ifPresent(note -> console.err().println("Note: " + note));
            return new Question(objects, at, rival, new Figure.Similarity(page.image(), page.name()));
        }
        if (other.uncertainty) {
            return new Question(objects, at, rival, Figure.UNCERTAINTY);
        }
        if (!objects.isEmpty()) {
            throw batch.refused("--valley says which objects it is between; leave --object out.");
        }
        return new Question(other.valley, at, rival, Figure.VALLEY);
    }

    private int explainParts(Console console, Model model, Inputs inputs, ExplainOptions what, Question question) {
        if (score || masks != null) {
            throw new FoveaException(
                    "A part of an answer is explained without --score and --masks, which are about whole"
                            + " images; leave them out.");
        }
        try (PartExplainer explainer = PartExplainer.open(model, what, question, batch.device())) {
            console.announce(model, explainer.device());
            Report<FolderJob.Row> report = batch.run(
                    true,
                    monitor -> ExplainParts.run(
                            explainer,
                            inputs,
                            resume.plan(batch.call()),
                            output,
                            new HeatDrawing(colors, bar),
                            monitor));
            return tell(console, report);
        }
    }

    private int tell(Console console, Report<FolderJob.Row> report) {
        console.print(report, RowsText.of(report.rows()));
        for (FolderJob.Row row : report.rows()) {
            ExplainFolder.note(row).ifPresent(note -> console.err().println(row.image() + ": " + note));
        }
        return resume.end(console, report);
    }

    static final class PixelConverter implements ITypeConverter<Question.Pixel> {
        @Override
        public Question.Pixel convert(String value) {
            if (!value.strip().matches("\\d{1,9}\\s*,\\s*\\d{1,9}")) {
                throw new TypeConversionException("'" + value + "' is no pixel; give X,Y such as 120,64.");
            }
            String[] numbers = value.strip().split("\\s*,\\s*");
            return new Question.Pixel(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
    }

    static final class MethodNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Method.all().stream().map(Method::id).iterator();
        }
    }

    static final class MethodConverter implements ITypeConverter<Method> {
        @Override
        public Method convert(String value) {
            try {
                return Method.parse(value);
            } catch (FoveaException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
