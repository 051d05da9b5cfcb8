package io.fovea.train;

import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.fit.Head;
import io.fovea.fit.Probe;
import io.fovea.graph.Graph;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeBatches;
import io.fovea.session.Cancellation;
import io.fovea.torch.TorchDevice;
import io.fovea.torch.Trainable;
import io.fovea.transfer.BaseModels;
import io.fovea.transfer.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A recipe's training, tried on some of its examples before it begins. */
public final class TrialTraining {

    private static final int MOST_EXAMPLES = 512;

    private final Recipe recipe;
    private final Dataset some;
    private final Graph graph;
    private final Trainable part;
    private final TorchDevice place;

    private TrialTraining(Recipe recipe, Dataset some, Graph graph, Trainable part, TorchDevice place) {
        this.recipe = recipe;
        this.some = some;
        this.graph = graph;
        this.part = part;
        this.place = place;
    }

    /**
     * A trial; reads the examples that it uses, and blocks.
     *
     * @param train the examples to learn from, of which some are taken, spread over all
     * @param folders in which a base model is looked for
     */
    public static TrialTraining of(Recipe recipe, Dataset train, List<Path> folders, TorchDevice place) {
        int step = Math.max(1, train.size() / MOST_EXAMPLES);
        List<Integer> spread = IntStream.range(0, train.size())
                .filter(i -> i % step == 0)
                .limit(MOST_EXAMPLES)
                .boxed()
                .toList();
        Dataset some = RecipeBatches.keptForTraining(recipe, train.subset(spread));
        Skipped damaged = new Skipped();
        IntStream.range(0, some.size()).parallel().forEach(i -> damaged.read(some, i));
        if (recipe.base().isEmpty()) {
            Graph graph = NewNetwork.of(recipe);
            if (recipe.isMultiLabel()) {
                Head.letClassesMix(graph);
            }
            return new TrialTraining(recipe, some, graph, Trainable.ALL, place);
        }
        Transfer transfer = Transfer.of(BaseModels.find(recipe.requireBase().model(), folders), recipe);
        return new TrialTraining(recipe, some, transfer.graph(), transfer.trainable(), place);
    }

    /**
     * How long a step of so many examples takes; blocks.
     *
     * @param most time after which no further step is begun
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Probe.Speed speed(int batch, Duration most, Cancellation cancellation) {
        try (Batches batches = batches(batch)) {
            return probe(batch).speed(batches, most, cancellation);
        }
    }

    /**
     * A range test with so many examples in a step; blocks.
     *
     * @param from the least learning rate
     * @param to the largest
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<Probe.Point> range(int batch, double from, double to, int steps, Cancellation cancellation) {
        try (Batches batches = batches(batch)) {
            return probe(batch).range(batches, from, to, steps, cancellation);
        }
    }

    private Probe probe(int batch) {
        return new Probe(graph, sized(batch).training(), part, place);
    }

    private Batches batches(int batch) {
        return RecipeBatches.training(sized(batch), some, new Skipped());
    }

    private Recipe sized(int batch) {
        return recipe.withTraining(recipe.training().with(draft -> draft.batch = batch));
    }
}
