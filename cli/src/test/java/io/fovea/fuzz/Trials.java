package io.fovea.fuzz;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.data.Archives;
import io.fovea.data.Dataset;
import io.fovea.data.IdxDataset;
import io.fovea.data.ImageFolder;
import io.fovea.data.LabelTable;
import io.fovea.data.Skipped;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.method.Method;
import io.fovea.explore.Activations;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.PatternRecipe;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.operator.ValueFacts;
import io.fovea.image.Formats;
import io.fovea.image.Header;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import io.fovea.image.OmeFiles;
import io.fovea.image.Origin;
import io.fovea.image.PackedImage;
import io.fovea.image.Pages;
import io.fovea.layers.GraphPlot;
import io.fovea.layers.InferredShapes;
import io.fovea.layers.Summary;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.Preview;
import io.fovea.score.Evaluation;
import io.fovea.score.MeasuredPart;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Detections;
import io.fovea.task.Detector;
import io.fovea.task.ImageTransformer;
import io.fovea.task.Measurer;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import io.fovea.train.Training;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Tries an input as users do, through every entry point that takes such a file. */
final class Trials {
    private static final List<String> LABELS = List.of("cat", "dog");
    private static final int LONGEST_SENTENCE = 10_000;

    /** Pixels of a batch up to which a step of training is quick, and from which it must be refused. */
    private static final double QUICK = 50_000;

    private static final double ABSURD = 4e9;

    /** Pixels of an image up to which a model is quick. */
    private static final double SWIFT = 200_000;

    /** Numbers of a value up to which a model is quick. */
    private static final double MANY = 4e6;

    private final Sandbox sandbox;
    private final Consumer<String> progress;
    private final Image image = Image.rgb8(12, 10, new byte[360]);
    private int tried;

    /**
     * Trials in a sandbox.
     *
     * @param progress is told what is tried next
     */
    Trials(Sandbox sandbox, Consumer<String> progress) {
        this.sandbox = sandbox;
        this.progress = progress;
    }

    /** Something to be tried. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws Exception;
    }

    /** Tries a file. Throws whatever no entry point may throw. */
    void run(Kind kind, Path file) throws Exception {
        tried++;
        switch (kind) {
            case MODEL, CARD -> model(file);
            case RECIPE -> recipe(file);
            case ARCHIVE -> archive(file);
            case IMAGE -> image(file);
            case STORE -> store(file);
            case TABLE ->
                readAll(attempt(
                        "LabelTable",
                        () -> LabelTable.ofCsv(file, sandbox.work().resolve(Sandbox.PICTURES), LABELS)));
            case IDX -> {
                Path work = sandbox.work();
                readAll(attempt("IdxDataset", () -> IdxDataset.read(file, work.resolve("labels.idx"))));
                readAll(attempt("IdxDataset", () -> IdxDataset.read(work.resolve("images.idx"), file)));
            }
        }
    }

    private void image(Path file) throws Exception {
        attempt("Image.read", () -> Image.read(file));
        attempt("IndexImage.read", () -> IndexImage.read(file));
        attempt("Origin.of", () -> Origin.of(file));
        attempt("Pages", () -> {
            try (Pages pages = Pages.open(file)) {
                Hyperstack stack = Hyperstack.of(pages);
                stack.label(pages.count() - 1);
                pages.pixelSize();
                pages.rows(0).ifPresent(rows -> rows.read(rows.header().height() - 1, 1));
                Header first = pages.header(0);
                double values = (double) pages.count() * first.width() * first.height() * first.channels();
                if (values < MANY) {
                    for (int page = 0; page < pages.count(); page++) {
                        pages.read(page);
                    }
                }
                return stack;
            }
        });
    }

    private void store(Path file) throws Exception {
        Path folder = StoreMutations.unpack(file, sandbox.out().resolve("store.zarr"));
        attempt("Formats", () -> Formats.isImageFolder(folder) + " " + Formats.marks(folder));
        image(folder);
        PackedImage labels = new PackedImage(11, 9);
        for (int y = 0; y < 9; y++) {
            labels.add(new int[] {0, 0, 1, 1, 2, 2, 0, 0, 3, y, 0});
        }
        for (int slice = 1; slice < 3; slice++) {
            int place = slice;
            attempt("OmeFiles.addLabels", () -> {
                OmeFiles.addLabels(labels, folder, "fovea", place, 1, "a.zarr", "w");
                return IndexImage.read(folder.resolve("labels/fovea"));
            });
        }
    }

    private <T> Optional<T> attempt(String what, Step<T> step) throws Exception {
        progress.accept(what);
        try {
            return Optional.ofNullable(step.run());
        } catch (FoveaException | CancellationException e) {
            String sentence = e.getMessage();
            if (sentence == null || sentence.isBlank() || sentence.length() > LONGEST_SENTENCE) {
                throw new IllegalStateException("This is no sentence: " + sentence, e);
            }
            return Optional.empty();
        }
    }

    private void model(Path file) throws Exception {
        attempt("Graph.read", () -> Graph.read(file));
        Optional<Model> read = attempt("Model.read", () -> Model.read(file));
        if (read.isEmpty()) {
            return;
        }
        Model model = read.get();
        attempt("summary", () -> {
            Summary summary = Summary.of(InferredShapes.declaredIn(model.graph()));
            return summary.toString() + GraphPlot.of(summary).toSvg();
        });
        if (isLargeAndReal(model)) {
            return;
        }
        attempt("classify", () -> {
            try (Classifier classifier = Classifier.open(model, Device.CPU)) {
                return classifier.classify(image, Cancellation.NONE).best();
            }
        });
        attempt("segment", () -> segmented(model));
        attempt("detect", () -> detected(model));
        attempt("transform", () -> {
            try (ImageTransformer transformer = ImageTransformer.open(model, Device.CPU)) {
                return transformer.transform(image, Monitor.NONE).image();
            }
        });
        attempt("measure", () -> {
            try (Measurer measurer = Measurer.open(model, Device.CPU)) {
                return measurer.measure(image, Cancellation.NONE).ofUnitLength();
            }
        });
        explain(model, Method.GRAD_CAM);
        explain(model, Method.all().get(tried % Method.all().size()));
        attempt("activations", () -> {
            try (Activations activations = Activations.open(model, "", Device.CPU)) {
                Activations.Result result = activations.of(image, Cancellation.NONE);
                result.maps().forEach(maps -> maps.montage());
                return result;
            }
        });
        patterns(model);
        attempt("raise", () -> model.graph().inSinglePrecision().raised(17));
        attempt(
                "evaluate",
                () -> Evaluation.of(
                        model, sandbox.work().resolve(Sandbox.PICTURES), MeasuredPart.TEST, Device.CPU, Monitor.NONE));
        if (tried % 8 == 0) {
            attempt("train on it", () -> {
                Recipe recipe = Recipe.parse(RecipeSeeds.FEATURES, "tiny");
                return train(recipe.withBase(file.toString()));
            });
        }
    }

    /** Whether it takes images that are slow, and yet no more than a machine holds: no fault of the file's. */
    private boolean isLargeAndReal(Model model) {
        Input input = model.card().input();
        double pixels = (double) input.widthFor(image.width()) * input.heightFor(image.height());
        ValueFacts facts = new ValueFacts(model.graph());
        double largest = model.graph().nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .map(facts::shape)
                .filter(Shape::known)
                .mapToDouble(shape ->
                        Arrays.stream(shape.sizes()).mapToDouble(size -> size).reduce(1, (a, b) -> a * Math.max(1, b)))
                .max()
                .orElse(0);
        return pixels > SWIFT && pixels < ABSURD || largest > MANY;
    }

    private Object segmented(Model model) {
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU)) {
            Segmentation result = segmenter.segment(image, Monitor.NONE);
            for (int i = 0; i < result.labels().size(); i++) {
                result.fraction(i);
            }
            return result.overlay(image, 0);
        }
    }

    private Object detected(Model model) {
        try (Detector detector = Detector.open(model, Device.CPU)) {
            Detections result = detector.detect(image, Monitor.NONE);
            if (result.hasMasks()) {
                result.instances(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP);
            }
            return Detections.overlay(image, result.found(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP));
        }
    }

    private void explain(Model model, Method method) throws Exception {
        attempt("explain by " + method.id(), () -> {
            try (Explainer explainer = Explainer.open(model, ExplainOptions.DEFAULT.withMethod(method), Device.CPU)) {
                return explainer.explain(image, Monitor.NONE).get(0).map().heat();
            }
        });
    }

    private void patterns(Model model) throws Exception {
        PatternRecipe recipe = tried % 2 == 0 ? PatternRecipe.LECTURE : PatternRecipe.CLEAR;
        FilterPatterns.Settings settings = FilterPatterns.Settings.of(recipe).withSteps(1);
        attempt("patterns of a layer", () -> {
            List<ModelLayer> layers = ModelLayers.of(model.graph()).all();
            String layer =
                    layers.isEmpty() ? "x" : layers.get(layers.size() - 1).name();
            return FilterPatterns.grid(new FilterPatterns(model, Device.CPU).ofLayer(layer, 1, settings, Monitor.NONE));
        });
        attempt(
                "patterns of classes",
                () -> FilterPatterns.grid(
                        new FilterPatterns(model, Device.CPU).ofClasses("0", settings, Monitor.NONE)));
    }

    private void recipe(Path file) throws Exception {
        Optional<Recipe> read = attempt("Recipe.read", () -> Recipe.read(file));
        if (read.isEmpty()) {
            return;
        }
        Recipe recipe = read.get();
        attempt("Recipe.toYaml", recipe::toYaml);
        for (Path data : List.of(sandbox.work(), sandbox.work().resolve(Sandbox.PICTURES))) {
            attempt("preview", () -> {
                Preview.write(recipe, data, 0, sandbox.out().resolve("preview.png"));
                return data;
            });
        }
        double side = Math.max(
                recipe.data().crop().orElse(0),
                Math.sqrt((double) recipe.input().width().orElse(0)
                        * recipe.input().height().orElse(0)));
        double pixels = side * side * Math.max(1, recipe.training().batch());
        if (pixels < QUICK && !recipe.architecture().orElse("").matches("zoo:(vgg|xc|res|inc|eff|mob).*")
                || pixels > ABSURD) {
            attempt("train", () -> train(recipe));
        }
    }

    /** One step at most. */
    private Object train(Recipe recipe) {
        TrainingMonitor impatient = new TrainingMonitor() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        return new Training(recipe, sandbox.work().resolve(Sandbox.PICTURES), List.of(sandbox.work()))
                .run(sandbox.out().resolve(recipe.name() + ".onnx"), false, impatient);
    }

    private void archive(Path file) throws Exception {
        for (String part : List.of("", "train")) {
            readAll(attempt("zip as folder", () -> ImageFolder.of(Archives.find(file, part), LABELS)));
            readAll(attempt("zip as table", () -> LabelTable.ofFolders(Archives.find(file, part), LABELS)));
        }
        attempt("preview of zip", () -> {
            Preview.write(
                    Recipe.parse(RecipeSeeds.TINY, "tiny"),
                    file,
                    0,
                    sandbox.out().resolve("preview.png"));
            return file;
        });
    }

    private void readAll(Optional<? extends Dataset> read) throws Exception {
        if (read.isPresent()) {
            Dataset examples = read.get();
            Skipped skipped = new Skipped();
            for (int i = 0; i < examples.size(); i++) {
                int index = i;
                attempt("example " + i, () -> skipped.read(examples, index));
            }
        }
    }
}
