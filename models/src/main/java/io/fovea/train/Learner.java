package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.fit.Callback;
import io.fovea.fit.History;
import io.fovea.fit.Loss;
import io.fovea.fit.Metric;
import io.fovea.fit.OwnParts;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.model.Task;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.LossName;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.SplitSpec;
import io.fovea.recipe.TrainingOptions;
import io.fovea.recipe.data.DataLayout;
import io.fovea.recipe.data.LayoutFinder;
import io.fovea.score.Evaluation;
import io.fovea.train.report.TrainingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A network on its way to a model from a Java program, without a recipe file.
 *
 * <pre>{@code
 * Learner learner = Learner.of(network.finish(x))
 *         .compile(options -> {
 *             options.optimizer = OptimizerName.RMSPROP;
 *             options.epochs = 30;
 *         })
 *         .augment(variation -> variation.horizontalFlip = true);
 * Fitted cats = learner.fit(Path.of("photos"), Path.of("cats-dogs.onnx"), TrainingMonitor.NONE);
 * System.out.println(cats.test().metrics().get("accuracy"));
 * }</pre>
 *
 * <p>What kind of data lies in a folder, and which labels it has, is found out as {@link LayoutFinder} says. What comes out
 * is what {@link Training} leaves: a model with its card, and beside it history, curves and report. Not thread-safe.
 */
public final class Learner {

    private final Optional<Graph> network;
    private final Optional<BaseSpec> base;
    private final String name;
    private final InputSpec input;
    private List<String> labels = List.of();
    private TrainingOptions training = TrainingOptions.of(options -> {});
    private Augmentation augmentation = Augmentation.NONE;
    private SplitSpec split = new SplitSpec(null, null, null, false);
    private String description = "";
    private String license = "";
    private String source = "";
    private OwnParts own = OwnParts.NONE;
    private Optional<Path> runs = Optional.empty();

    private Learner(Optional<Graph> network, Optional<BaseSpec> base, String name, InputSpec input) {
        this.network = network;
        this.base = base;
        this.name = name;
        this.input = input;
    }

    /**
     * Trains a network of one's own, which stays as it is; the model takes its name.
     *
     * @param network from images of one size, {@code [batch, C, H, W]} and 0 to 255, to a score for each label, or to one for
     *     two labels; of the whole image or of every pixel
     * @throws FoveaException when it takes something else
     */
    public static Learner of(Graph network) {
        long[] sizes =
                network.inputs().size() == 1 ? network.inputs().get(0).shape().sizes() : new long[0];
        if (sizes.length != 4 || sizes[1] < 1 || sizes[2] < 1 || sizes[3] < 1) {
            throw new FoveaException("The network '" + network.name() + "' takes "
                    + network.inputs().stream()
                            .map(value -> value.shape().toString())
                            .toList()
                    + "; give it one image of a fixed size, [batch, C, H, W].");
        }
        return new Learner(
                Optional.of(network), Optional.empty(), network.name(), size((int) sizes[3], (int) sizes[2], (int)
                        sizes[1]));
    }

    /**
     * Trains on a network that others trained. That it is there and takes such images is looked at by {@link #fit}.
     *
     * @param base which, and how much of it moves
     * @param name of the model to come
     * @param width in pixels
     * @param height in pixels
     * @param channels 3 for RGB, 1 for grey
     */
    public static Learner on(BaseSpec base, String name, int width, int height, int channels) {
        return new Learner(Optional.empty(), Optional.of(base), name, size(width, height, channels));
    }

    private static InputSpec size(int width, int height, int channels) {
        return new InputSpec(
                OptionalInt.of(width), OptionalInt.of(height), channels, null, null, null, 0, null, null, null, null);
    }

    /**
     * Says how it is trained, all of it: what is not said is as {@link TrainingOptions.Draft} says.
     *
     * @param edit sets some of the options; is called at once
     * @throws FoveaException when one is outside of its range
     */
    public Learner compile(Consumer<TrainingOptions.Draft> edit) {
        training = TrainingOptions.of(edit);
        return this;
    }

    /**
     * Varies the training examples, every epoch anew, by this and nothing that was said before.
     *
     * @param edit sets some of the variations, all of which are off; is called at once
     * @throws FoveaException when one is outside of its range
     */
    public Learner augment(Consumer<Augmentation.Draft> edit) {
        augmentation = Augmentation.of(edit);
        return this;
    }

    /**
     * Gives the labels and their order, where the data's own will not do: sub-folders in the order of their names, values of
     * masks and labels of a table as {@link LayoutFinder} finds them.
     *
     * @param names one for each class; that they are the data's is looked at by {@link #fit}
     */
    public Learner labels(String... names) {
        labels = List.of(names);
        return this;
    }

    /**
     * Says which examples are held out, where the data has no shares of its own; a tenth and a fifth where this is not
     * called.
     *
     * @param validation share that chooses the best epoch, 0..1, or from 1 on a number of examples
     * @param test share or number that measures, likewise
     * @throws FoveaException when one is below 0, or above 1 and not whole
     */
    public Learner holdOut(double validation, double test) {
        split = new SplitSpec(split.seed(), validation, test, split.balanced());
        return this;
    }

    /**
     * Says what the model's card is to tell.
     *
     * @param about one or two sentences
     * @param terms under which the weights are given on
     * @param origin where the data comes from, and under which licence
     */
    public Learner card(String about, String terms, String origin) {
        description = about;
        license = terms;
        source = origin;
        return this;
    }

    /**
     * Trains by a loss of one's own, in the place of that of the options; the recipe that the model keeps cannot tell it, and
     * {@code fovea reproduce} says so.
     */
    public Learner loss(Loss other) {
        own = own.with(other);
        return this;
    }

    /**
     * Measures something more in validation.
     *
     * @param name {@code f2}, whose column in the history is {@code val_f2}
     * @throws FoveaException when it is not of small letters, digits and underscores, or that of a usual one
     */
    public Learner metric(String name, Metric metric) {
        own = own.with(name, metric);
        return this;
    }

    /** Lets something take part, after those that were given before. */
    public Learner callback(Callback callback) {
        own = own.with(callback);
        return this;
    }

    /**
     * Lets TensorBoard look on.
     *
     * @param folder of runs, of which each training becomes one, called like the model's file; is made
     */
    public Learner tensorBoard(Path folder) {
        runs = Optional.of(folder);
        return this;
    }

    /**
     * The recipe that all of this comes to, as the model will keep it. A network of one's own is in it by its name alone, so
     * that {@code fovea evaluate} knows the data again, and {@code fovea reproduce} says that the program has to be run. Looks
     * into the folder, and at some of the images and masks; trains nothing.
     *
     * @param data a folder, or a zip in its place
     * @throws FoveaException when what lies there is of no known kind, or the network does not answer for its labels
     */
    public Recipe recipe(Path data) {
        DataLayout layout = LayoutFinder.find(data);
        List<String> classes = labels.isEmpty() ? layout.labels() : labels;
        Task task = Task.valueOf(layout.task().toUpperCase(Locale.ROOT));
        boolean isAlone = network.isPresent() && answers(network.get(), classes, task, layout) == 1;
        boolean isUnsaid = training.loss().name() == LossName.AUTO;
        Recipe recipe = new Recipe(
                name,
                description,
                license,
                network.map(own -> Recipe.OF_JAVA + name),
                task,
                classes,
                input,
                layout.data().from(source),
                split,
                augmentation,
                isAlone && isUnsaid ? training.with(draft -> draft.loss = LossName.BINARY_CROSSENTROPY) : training,
                base,
                null,
                null);
        return Recipe.parse(recipe.toYaml(), "of '" + name + "'");
    }

    private static int answers(Graph network, List<String> classes, Task task, DataLayout layout) {
        long[] sizes = network.outputs().get(0).shape().sizes();
        long scores = sizes.length > 1 ? sizes[1] : -1;
        boolean perPixel = sizes.length == 4;
        boolean isYesOrNo = scores == 1
                && classes.size() == 2
                && !perPixel
                && !layout.data().kind().isMultiLabel();
        if (perPixel != (task.scored() == Scored.PIXELS) || scores != classes.size() && !isYesOrNo) {
            throw new FoveaException("The network '" + network.name() + "' answers with "
                    + network.outputs().get(0).shape() + ", but the data has "
                    + (task.scored() == Scored.PIXELS ? "masks" : "images") + " of " + classes.size() + " labels, "
                    + String.join(", ", classes) + ", as " + layout.reason() + "; give it as many answers, of every "
                    + (task.scored() == Scored.PIXELS ? "pixel." : "image."));
        }
        return (int) scores;
    }

    /**
     * Trains, measures on the held-out examples, and writes the model with what belongs beside it; blocks, for seconds to
     * days. Damaged images are left out, and the monitor is told. May be called again, also for other data.
     *
     * @param data a folder, or a zip in its place
     * @param output the model's file, {@code .onnx}, whose folder is made; an earlier one is replaced when all is done
     * @throws FoveaException as {@link #recipe}, and when data, network and options do not belong together
     * @throws java.util.concurrent.CancellationException when the monitor cancels
     */
    public Fitted fit(Path data, Path output, TrainingMonitor monitor) {
        Recipe recipe = recipe(data);
        Training run = new Training(recipe, data).with(own);
        runs.ifPresent(run::tensorBoard);
        network.ifPresent(run::network);
        Evaluation test = run.run(output, false, monitor);
        return new Fitted(Model.read(output), history(output), test);
    }

    private static History history(Path output) {
        Path file = new TrainingFiles(output).history();
        try {
            return History.ofCsv(Files.readString(file));
        } catch (IOException e) {
            throw new FoveaException("The history '" + file + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
