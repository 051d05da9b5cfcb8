package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Splits;
import io.fovea.graph.Graph;
import io.fovea.model.Activation;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The metadata key under which a model keeps its recipe. */
    public static final String RECIPE_KEY = "fovea.recipe";

    private final Recipe recipe;
    private final Path data;
    private final List<Path> folders;

    /**
     * A training of {@code recipe}.
     *
     * @param data the folder that the recipe's paths begin in
     */
    public Training(Recipe recipe, Path data) {
        this(recipe, data, List.of());
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
        this.folders = Stream.concat(folders.stream(), Stream.of(data)).toList();
    }

    /**
     * Trains, measures the best weights on the held-out examples and writes the model with its card; {@code history.csv}
     * and {@code history.png} go beside it. Blocks. A checkpoint, {@code <output>.checkpoint}, is kept until all is done.
     *
     * @param resume whether to go on from the checkpoint
     * @return what the held-out examples say
     * @throws java.util.concurrent.CancellationException when the monitor cancels
     */
    public Evaluation run(Path output, boolean resume, TrainingMonitor monitor) {
        return run(TrainingData.open(recipe, data), output, resume, monitor);
    }

    /** Does the same with other examples than those that the recipe speaks of. */
    public Evaluation run(Splits splits, Path output, boolean resume, TrainingMonitor monitor) {
        Path checkpoint = output.resolveSibling(output.getFileName() + ".checkpoint");
        try (Course course = Course.of(recipe, splits, folders, checkpoint, monitor)) {
            if (resume) {
                course.trainer().resume();
            }
            History history = course.trainer().fit(course.training(), course.validation(), monitor);
            Graph whole = course.whole().apply(course.trainer().best());
            Evaluation evaluation = finish(whole, course.license(), splits, output);
            history.write(output.resolveSibling("history.csv"));
            HistoryPlot.write(history, recipe.name(), output.resolveSibling("history.png"));
            Files.deleteIfExists(checkpoint);
            return evaluation;
        } catch (IOException e) {
            throw new FoveaException("The trained model cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private Evaluation finish(Graph best, String license, Splits splits, Path output) throws IOException {
        Graph graph = best.copy();
        graph.rename(recipe.name());
        Card card = Card.of(
                recipe.name(), recipe.task(), recipe.labels(), recipe.input().toInput(), Activation.PROBABILITIES);
        card.writeTo(graph);
        Evaluation evaluation =
                Evaluation.of(Model.of(graph), splits.test(), recipe.data().contour(), Device.AUTO, Monitor.NONE);
        card.withProvenance(recipe.data().source(), evaluation.sentence(splitName()), license, recipe.description())
                .writeTo(graph);
        graph.metadata().put(RECIPE_KEY, recipe.toYaml());
        graph.write(output);
        return evaluation;
    }

    private String splitName() {
        Recipe.SplitSpec split = recipe.split();
        return recipe.data().testImages().isEmpty()
                ? "held-out " + Math.round(100 * split.test()) + "%, seed " + split.seed()
                : "the data's own test set";
    }
}
