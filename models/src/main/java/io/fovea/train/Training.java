package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Batches;
import io.fovea.data.Splits;
import io.fovea.graph.Graph;
import io.fovea.model.Activation;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.torch.Placement;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    private Placement placement = Placement.CPU;

    /**
     * A training of {@code recipe}.
     *
     * @param data the folder that the recipe's paths begin in
     */
    public Training(Recipe recipe, Path data) {
        this.recipe = recipe;
        this.data = data;
    }

    /** Trains in {@code place}; on the CPU where this is not called. */
    public Training on(Placement place) {
        placement = place;
        return this;
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
        Path checkpoint = output.resolveSibling(output.getFileName() + ".checkpoint");
        Splits splits = TrainingData.open(recipe, data);
        Graph graph = Zoo.find(recipe.architecture()).build(recipe.settings());
        Trainer trainer = new Trainer(graph, recipe.training(), checkpoint, recipe.toYaml()).on(placement);
        if (resume) {
            trainer.resume();
        }
        try (Batches training = TrainingData.training(recipe, splits.train());
                Batches validation = TrainingData.validation(recipe, splits.validation())) {
            History history = trainer.fit(training, validation, monitor);
            Evaluation evaluation = finish(trainer.best(), splits, output);
            history.write(output.resolveSibling("history.csv"));
            HistoryPlot.write(history, recipe.name(), output.resolveSibling("history.png"));
            Files.deleteIfExists(checkpoint);
            return evaluation;
        } catch (IOException e) {
            throw new FoveaException("The trained model cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private Evaluation finish(Graph best, Splits splits, Path output) throws IOException {
        Graph graph = best.copy();
        graph.rename(recipe.name());
        Card card = Card.of(
                recipe.name(), recipe.task(), recipe.labels(), recipe.input().toInput(), Activation.PROBABILITIES);
        card.writeTo(graph);
        Evaluation evaluation =
                Evaluation.of(Model.of(graph), splits.test(), recipe.data().contour(), Device.AUTO, Monitor.NONE);
        card.withProvenance(
                        recipe.data().source(), evaluation.sentence(splitName()), "BSD-2-Clause", recipe.description())
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
