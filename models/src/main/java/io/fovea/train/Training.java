package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.batch.Inputs;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.fit.Head;
import io.fovea.fit.History;
import io.fovea.fit.ObjectsHead;
import io.fovea.fit.OwnParts;
import io.fovea.fit.Trainer;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.model.Card;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.model.ObjectSizes;
import io.fovea.model.OutputValues;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.ObjectsSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import io.fovea.score.CalibratedModel;
import io.fovea.score.Evaluation;
import io.fovea.score.HeldOut;
import io.fovea.score.ThresholdFit;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.torch.TorchDevice;
import io.fovea.train.report.AnswerPage;
import io.fovea.train.report.TensorBoardLog;
import io.fovea.train.report.TrainingFiles;
import io.fovea.train.report.TrainingReport;
import io.fovea.train.report.ValidationPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A recipe on its way to a model.
 *
 * <pre>{@code
 * Recipe recipe = Recipe.read(Path.of("models/recipes/digits.yaml"));
 * new Training(recipe, Path.of("mnist")).run(Path.of("digits.onnx"), false, TrainingMonitor.NONE);
 * }</pre>
 */
public final class Training {

    /** The metadata key under which a model says what a Java program gave its training of its own. */
    static final String OWN_KEY = "fovea.recipe.own";

    private final Recipe recipe;
    private final Path data;
    private final List<Path> folders;
    private TorchDevice placement = TorchDevice.CPU;
    private Supplier<Graph> network;
    private OwnParts own = OwnParts.NONE;
    private Optional<Path> runs = Optional.empty();
    private Optional<Path> unlabelled = Optional.empty();

    /**
     * A training of {@code recipe}.
     *
     * @param data the folder that the recipe's paths begin in
     */
    public Training(Recipe recipe, Path data) {
        this(recipe, data, List.of());
    }

    /** Trains this network, which stays as it is, in the place of the one that the recipe's architecture names. */
    public Training network(Graph own) {
        network = own::copy;
        return this;
    }

    /** Trains with these in the place of the recipe's loss, and beside the usual metrics. */
    public Training with(OwnParts parts) {
        own = parts;
        return this;
    }

    /**
     * Lets TensorBoard look on.
     *
     * @param folder of runs, of which this training becomes one, called like the model; is made
     */
    public Training tensorBoard(Path folder) {
        runs = Optional.of(folder);
        return this;
    }

    /**
     * Takes the images that nobody labelled from another folder than the one that the recipe names below its data.
     *
     * @param folder of images, or a zip in its place
     */
    public Training unlabelled(Path folder) {
        unlabelled = Optional.of(folder);
        return this;
    }

    /** Trains in {@code place}; on the CPU where this is not called. */
    public Training on(TorchDevice place) {
        placement = place;
        return this;
    }

    /**
     * A training of {@code recipe}.
     *
     * @param data the folder that the recipe's paths begin in
     * @param folders in which a base model is looked for before the data's and the current one
     */
    public Training(Recipe recipe, Path data, List<Path> folders) {
        this.recipe = recipe;
        this.data = data;
        this.network = () -> NewNetwork.of(recipe);
        this.folders = Stream.concat(folders.stream(), Stream.of(data)).toList();
    }

    /**
     * Trains, measures the best weights on the held-out examples and writes the model with its card; its
     * {@link TrainingFiles history and report} go beside it. Blocks. A checkpoint, {@code <output>.checkpoint}, is kept
     * until all is done; one of an earlier training that is not resumed is kept as {@code <output>.checkpoint.old}.
     *
     * @param resume whether to go on from the checkpoint
     * @return what the held-out examples say
     * @throws FoveaException when nobody measures what the recipe monitors, told before data is read, and when recipe, data
     *     and network do not belong together
     * @throws CancellationException when the monitor cancels
     */
    public Evaluation run(Path output, boolean resume, TrainingMonitor monitor) {
        monitored();
        return run(RecipeData.open(recipe, data), output, resume, monitor);
    }

    /** Does the same with other examples than those that the recipe speaks of. */
    public Evaluation run(Splits splits, Path output, boolean resume, TrainingMonitor monitor) {
        if (!hasStudents()) {
            return run(splits, Optional.empty(), List.of(), output, resume, monitor);
        }
        List<Path> images = UnlabelledImages.find(recipe, unlabelled, data, splits, monitor);
        StudentRounds.Lesson lesson = new StudentRounds.Lesson() {
            @Override
            public Evaluation train(Recipe what, Optional<Model> teacher, Path file, boolean goesOn) {
                return like(what).run(splits, teacher, images, file, goesOn, monitor);
            }

            @Override
            public String identity(Recipe what, Optional<Model> teacher) {
                return Teaching.of(what, folders, teacher, images, device()).identity();
            }
        };
        return new StudentRounds(recipe, output, folders).run(lesson, resume, monitor);
    }

    private boolean hasStudents() {
        return recipe.data().unlabelled().filter(spec -> spec.rounds() > 0).isPresent();
    }

    /** The same training by another recipe. */
    private Training like(Recipe other) {
        Training training = new Training(other, data, folders).on(placement).with(own);
        training.network = recipe.architecture().isPresent() && recipe.file().isEmpty() ? network : training.network;
        runs.ifPresent(training::tensorBoard);
        return training;
    }

    private Evaluation run(
            Splits splits,
            Optional<Model> labeller,
            List<Path> images,
            Path output,
            boolean resume,
            TrainingMonitor monitor) {
        Recipe ranked = monitored();
        Teaching teaching = Teaching.of(recipe, folders, labeller, images, device());
        teaching.requireOtherThan(output);
        Path checkpoint = checkpoint(output);
        if (!resume) {
            moveAside(checkpoint, monitor);
        }
        try (PreparedTraining prepared =
                PreparedTraining.of(recipe, network, splits, folders, teaching, checkpoint, resume, monitor)) {
            CheckedData checked = prepared.data();
            OwnParts parts = runs.map(folder -> own.with(log(folder, output, resume, prepared)))
                    .orElse(own);
            Trainer trainer = prepared.trainer().on(placement).with(parts);
            TrainingReport report = new TrainingReport(ranked, data, checked.splits(), output)
                    .on(placement)
                    .own(words())
                    .surveyed(checked.survey());
            History history = report.during(trainer, prepared.training(), prepared.validation(), monitor);
            Model trained =
                    decided(model(prepared.whole().apply(trainer.best()), sizes(checked, monitor)), checked, monitor);
            Optional<CalibratedModel> calibration = calibration(trained, checked, monitor);
            HeldOut held = new HeldOut(
                    calibration.map(CalibratedModel::model).orElse(trained),
                    checked.test(),
                    "test",
                    recipe.data().contour(),
                    device(),
                    new Skipped(monitor::skipped));
            AnswerPage answers = AnswerPage.of(held, recipe);
            Evaluation evaluation = held.measure(answers, Monitor.of((fraction, message) -> {}, monitor::isCancelled));
            Optional<Fingerprint> fingerprint = fingerprint(splits, monitor);
            write(held.model(), evaluation, fingerprint, teaching, output);
            report.identified(fingerprint)
                    .calibrated(calibration.map(CalibratedModel::words).orElse(""))
                    .write(history, held, evaluation, answers);
            Files.deleteIfExists(checkpoint);
            return evaluation;
        } catch (CancelledException e) {
            CancellationException cancelled = new CancellationException(
                    "The training was cancelled while its model was measured. Its epochs are kept in '" + checkpoint
                            + "', from which it can be resumed.");
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw new FoveaException("The trained model cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** The recipe with the word of a metric of one's own on which of its values is the best. */
    private Recipe monitored() {
        MonitoredValue value = own.monitored(recipe.training().monitor(), usual -> usual.isMeasuredIn(recipe));
        return recipe.withTraining(recipe.training().with(draft -> draft.monitor = value));
    }

    private String words() {
        return own.words(recipe.training().monitor());
    }

    private TensorBoardLog log(Path folder, Path output, boolean resume, PreparedTraining prepared) {
        return new TensorBoardLog(
                folder,
                Inputs.stem(output),
                resume,
                recipe.training().epochs(),
                network -> model(prepared.whole().apply(network), ObjectSizes.UNKNOWN),
                new ValidationPictures(
                        prepared.data().validation(), recipe.data().contour(), device()));
    }

    /** Whether a file is a model that was trained here: one that keeps its recipe. */
    public static boolean isTrained(Path file) {
        try {
            return Graph.read(file).metadata().containsKey(Recipe.KEY);
        } catch (FoveaException e) {
            return false; // no model at all
        }
    }

    private static void moveAside(Path checkpoint, TrainingMonitor monitor) {
        if (!Files.isRegularFile(checkpoint)) {
            return;
        }
        Path old = checkpoint.resolveSibling(checkpoint.getFileName() + ".old");
        try {
            Files.move(checkpoint, old, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FoveaException(
                    "The checkpoint '" + checkpoint + "' of an earlier training cannot be moved aside; go on with it by"
                            + " --resume, or give another --output. " + e.getMessage(),
                    e);
        }
        monitor.noted("An earlier training of this model was not finished; its checkpoint is kept as '" + old
                + "'. To go on with that one, name it '" + checkpoint.getFileName() + "' again and give --resume.");
    }

    /** Whether a training to this file was interrupted, and has something to go on with. */
    public boolean isBegun(Path output) {
        return hasStudents() ? new StudentRounds(recipe, output, folders).isBegun() : Files.exists(checkpoint(output));
    }

    /** Where the training of a model keeps what it needs to be resumed. */
    public static Path checkpoint(Path output) {
        return output.resolveSibling(output.getFileName() + ".checkpoint");
    }

    /** A file that was left out because it cannot be read does not take the trained model with it. */
    private Optional<Fingerprint> fingerprint(Splits splits, TrainingMonitor monitor) {
        try {
            return RecipeData.fingerprint(data, splits.train(), splits.validation(), splits.test());
        } catch (FoveaException e) {
            monitor.noted("The model keeps no fingerprint of its data. " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Where the training ran; the CPU where ONNX Runtime cannot use the GPU that libtorch used. */
    private Device device() {
        return placement.device().kind() == Device.Kind.CPU
                ? Device.CPU
                : new Device(Device.Kind.AUTO, placement.device().index());
    }

    /** By the examples that chose the best weights; empty where they are too few, or the model gives no probabilities. */
    private Optional<CalibratedModel> calibration(Model trained, CheckedData data, TrainingMonitor monitor) {
        if (!CalibratedModel.isFor(trained) || data.validation().size() < CalibratedModel.FEWEST_IMAGES) {
            return Optional.empty();
        }
        CalibratedModel.Images images = new CalibratedModel.Images(
                data.validation(), Optional.of(data.train()), recipe.data().contour(), "the share 'validation'");
        Monitor quiet = Monitor.of((fraction, message) -> {}, monitor::isCancelled);
        try {
            return Optional.of(CalibratedModel.of(trained, images, device(), new Skipped(monitor::skipped), quiet));
        } catch (CancelledException e) {
            throw e;
        } catch (FoveaException e) {
            monitor.noted("How far the model can be believed was not measured. " + e.getMessage());
            return Optional.empty();
        }
    }

    private ObjectSizes sizes(CheckedData data, TrainingMonitor monitor) {
        return TrainedSizes.measure(recipe, data.train(), new Skipped(monitor::skipped))
                .orElse(ObjectSizes.UNKNOWN);
    }

    /** With the probability from which it says that there is an object, where its objects are decided on by one. */
    private Model decided(Model model, CheckedData data, TrainingMonitor monitor) {
        if (recipe.objects().isEmpty()) {
            return model;
        }
        Monitor quiet = Monitor.of((fraction, message) -> {}, monitor::isCancelled);
        return ThresholdFit.of(model, data.validation(), device(), new Skipped(monitor::skipped), quiet);
    }

    /** A trained graph with its card, which lacks what is not yet known. */
    private Model model(Graph trained, ObjectSizes sizes) {
        Graph graph = trained.copy();
        graph.rename(recipe.name());
        OutputValues answers = recipe.objects()
                .map(spec -> ObjectsHead.of(spec).values())
                .orElseGet(() -> Head.of(graph).answers(recipe.training().loss().name()));
        Card.of(recipe.name(), recipe.task(), recipe.classes(), recipe.input().toInput(), answers)
                .withHead(recipe.objects().map(ObjectsSpec::head).orElse(DetectorHead.NONE))
                .withSizes(sizes)
                .writeTo(graph);
        return Model.of(graph);
    }

    private void write(
            Model model, Evaluation evaluation, Optional<Fingerprint> fingerprint, Teaching teaching, Path output)
            throws IOException {
        String split = RecipeData.testName(recipe, data);
        Graph graph = model.graph();
        model.card()
                .withProvenance(io.fovea.model.Provenance.of(
                        recipe.data().source(), evaluation.sentence(split), recipe.license(), recipe.description()))
                .writeTo(graph);
        graph.metadata().put(Recipe.KEY, recipe.published().toYaml());
        if (!words().isEmpty()) {
            graph.metadata().put(OWN_KEY, words());
        }
        if (!teaching.identity().isEmpty()) {
            graph.metadata().put(StudentRounds.TEACHING_KEY, teaching.identity());
        }
        fingerprint.ifPresent(files -> graph.metadata().put(RecipeData.FINGERPRINT_KEY, files.sha256()));
        graph.write(output);
    }
}
