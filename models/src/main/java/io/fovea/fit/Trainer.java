package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.data.Batches;
import io.fovea.graph.Graph;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.TrainingOptions;
import io.fovea.torch.Precision;
import io.fovea.torch.TorchDevice;
import io.fovea.torch.TorchGraph;
import io.fovea.torch.Trainable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a graph on batches and keeps the weights of the best epoch.
 *
 * <pre>{@code
 * Trainer trainer = new Trainer(graph, options, Path.of("digits.checkpoint"), "digits, first try");
 * History history = trainer.fit(training, validation, monitor);
 * trainer.best().write(Path.of("digits.onnx"));
 * }</pre>
 *
 * <p>After every epoch a checkpoint is written, from which {@link #resume} goes on: the order and the variations of an
 * epoch depend on the seed and the epoch alone, and the learning rate and the end of the training on the history, so a
 * resumed training ends where an unbroken one does. Not thread-safe.
 */
public final class Trainer {

    private TrainingOptions options;
    private EpochRanking ranking;
    private final Path checkpoint;
    private final String recipe;
    private final Graph plain;
    private final AuxiliaryHeads heads;
    private final Graph graph;
    private Trainable trainable = Trainable.ALL;
    private Graph best;
    private History history = new History();
    private byte[] optimizerState = new byte[0];
    private TorchDevice placement = TorchDevice.CPU;
    private OwnParts own = OwnParts.NONE;
    private Optional<Teacher> teacher = Optional.empty();
    private Optional<ObjectsHead> objects = Optional.empty();
    private String ending = "";

    /**
     * A trainer for {@code graph}, which stays as it is.
     *
     * @param checkpoint where the state is kept after every epoch
     * @param recipe a text that says what is trained; a checkpoint of another one is refused
     * @throws FoveaException when the loss that the options ask for does not fit the network's end
     */
    public Trainer(Graph graph, TrainingOptions options, Path checkpoint, String recipe) {
        this.plain = graph.copy();
        this.heads = AuxiliaryHeads.of(plain, options.layers().auxiliary(), options.seed());
        this.graph = heads.graph().copy();
        this.best = graph.copy();
        this.options = options;
        this.ranking = new EpochRanking(options.monitor());
        this.checkpoint = checkpoint;
        this.recipe = recipe;
        // What does not fit is told now, before anyone reads data.
        Losses.of(options.loss(), Head.of(graph));
        StochasticDepth.of(graph, options.layers().depth(), options.seed());
    }

    /** Trains a part of the network's weights only; layers that are frozen never are. */
    public Trainer training(Trainable part) {
        trainable = part;
        return this;
    }

    /** Trains in {@code place}; on the CPU where this is not called. */
    public Trainer on(TorchDevice place) {
        placement = place;
        return this;
    }

    /** Trains with these in the place of the options' loss, and beside the usual metrics. */
    public Trainer with(OwnParts parts) {
        own = parts;
        return this;
    }

    /** Trains with a teacher, who is asked about every batch; the options say by how much it counts. */
    public Trainer taughtBy(Teacher other) {
        teacher = Optional.of(other);
        return this;
    }

    /**
     * Trains a network to tell objects apart, by the loss that belongs to its end.
     *
     * @throws FoveaException when the graph has another end
     */
    public Trainer telling(ObjectsHead apart) {
        apart.head(plain);
        objects = Optional.of(apart);
        return this;
    }

    /**
     * Takes up a training at its checkpoint.
     *
     * @throws FoveaException when there is none, or it belongs to another recipe
     */
    public void resume() {
        Checkpoint saved = Checkpoint.read(checkpoint);
        if (!saved.recipe().equals(recipe)) {
            throw new FoveaException("The checkpoint '" + checkpoint
                    + "' belongs to another recipe, base or teacher; restore the recipe and give the same --base, --teacher,"
                    + " --unlabelled and --precision as before, or start the training anew without --resume.");
        }
        saved.last().initializers().forEach(graph::put);
        best = saved.best();
        history = saved.history();
        optimizerState = saved.optimizer();
    }

    /** The weights of the best epoch so far, by the value that the options monitor. */
    public Graph best() {
        return best;
    }

    /** Every epoch so far, also those before a resumption. */
    public History history() {
        return history;
    }

    /** Why {@link #fit} ended, a sentence; empty where it has not, or was cancelled or failed. */
    public String ending() {
        return ending;
    }

    /**
     * Trains until all epochs are done, or early stopping ends it; blocks.
     *
     * @return every epoch, also those before a resumption; fewer than the options say where it stopped early or the loss
     *     diverged; in that case the last checkpoint and {@link #best} stay as they were before that epoch
     * @throws FoveaException when data and network do not belong together, nobody measures the value that the options
     *     monitor, it was never a number, or the loss diverges in the first epoch
     * @throws CancellationException when the monitor cancels; the last checkpoint stays
     */
    public History fit(Batches training, Batches validation, TrainingMonitor monitor) {
        if (training.size() == 0 || validation.size() == 0) {
            throw new FoveaException("A training needs examples to learn from and others to validate with; there are "
                    + training.examples() + " and " + validation.examples() + ".");
        }
        if (objects.isPresent() && own.loss().isPresent()) {
            throw new FoveaException(
                    "A network that tells objects apart has a loss of its own; leave out the other one.");
        }
        Head head = objects.map(apart -> apart.head(plain)).orElseGet(() -> Head.of(plain));
        compareBy(own.monitored(options.monitor(), value -> isMeasured(value, head)));
        Precision precision = precision(options.precision(), placement);
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        StochasticDepth depth = StochasticDepth.of(graph, options.layers().depth(), options.seed());
        try (TorchGraph model = TorchGraph.bind(depth.graph(), precision, FrozenLayers.of(graph, trainable))
                        .on(placement);
                PointerScope scope = new PointerScope()) {
            if (model.parameters().isEmpty()) {
                throw new FoveaException("The network has no weights that could be trained.");
            }
            NetworkInTraining network = NetworkInTraining.of(model, depth, heads, head, options, own, teacher, objects);
            restore(network.optimizer());
            Epochs epochs = new Epochs(options, network, training, validation, monitor, checkpoint, own);
            own.callbacks().forEach(callback -> callback.began(history));
            monitor.began(nextEpoch(), options.epochs());
            String why = reason(epochs, network, monitor);
            requireBest(why);
            ending = why;
            monitor.ended(ending);
        }
        return history;
    }

    private boolean isMeasured(MonitoredValue value, Head head) {
        return objects.isPresent() ? value.isMeasuredOf(true, false, 2) : head.isMeasured(value, plain);
    }

    private void compareBy(MonitoredValue value) {
        options = options.with(draft -> draft.monitor = value);
        ranking = new EpochRanking(value);
    }

    /** Without a best epoch the weights would be those of the beginning. */
    private void requireBest(String why) {
        if (ranking.best(history).isEmpty()) {
            throw new FoveaException("The best epoch is to be told by "
                    + options.monitor().word() + ", which was not a number in any of the "
                    + history.epochs().size()
                    + " epochs, so there is none; train anew by another value, such as val_loss. " + why
                    + " The weights of the last epoch are in the checkpoint '" + checkpoint + "'.");
        }
    }

    /** Runs every epoch that follows; says why there are no more. */
    private String reason(Epochs epochs, NetworkInTraining network, TrainingMonitor monitor) {
        try {
            Optional<String> reason = enough(monitor);
            while (reason.isEmpty()) {
                Optional<String> ended = keep(epochs.run(nextEpoch(), history), network, monitor);
                reason = enough(monitor).or(() -> ended);
            }
            return reason.get();
        } catch (Epochs.Diverged e) {
            if (history.epochs().isEmpty()) {
                throw e;
            }
            return "Ended early: " + e.getMessage();
        }
    }

    /** What a training in {@code place} computes in. */
    public static Precision precision(PrecisionName name, TorchDevice place) {
        return switch (name) {
            case AUTO -> place.fasterPrecision();
            case FP32 -> Precision.FP32;
            case BF16 -> Precision.BF16;
        };
    }

    private int nextEpoch() {
        return history.epochs().size() + 1;
    }

    /** Why no further epoch follows; empty where one does. */
    private Optional<String> enough(TrainingMonitor monitor) {
        int done = history.epochs().size();
        if (done >= options.epochs()) {
            return Optional.of(
                    options.epochs() == 1
                            ? "The only epoch is done."
                            : "All " + options.epochs() + " epochs are done.");
        }
        if (done > 0 && monitor.isEnough()) {
            return Optional.of("Stopped after epoch " + done + ", as was asked for.");
        }
        Optional<String> late = new TimeLimit(options.minutes()).reached(history);
        if (late.isPresent()) {
            return late;
        }
        int since = ranking.epochsSinceBest(history);
        return since >= options.earlyStopping().orElse(Integer.MAX_VALUE)
                ? Optional.of("Stopped early: " + options.monitor().word() + " was best in epoch " + (done - since)
                        + " and has not improved in the " + since + " since.")
                : Optional.empty();
    }

    /** Keeps what an epoch came to, in memory and in the checkpoint; what a callback says against a further one. */
    private Optional<String> keep(History.Epoch row, NetworkInTraining network, TrainingMonitor monitor) {
        ranking.value(row);
        history.add(row);
        boolean isBest = ranking.best(history).equals(Optional.of(row));
        network.model().writeTo(graph);
        Optional<Graph> measured = isBest || !own.callbacks().isEmpty()
                ? Optional.of(network.average().during(() -> kept(network)))
                : Optional.empty();
        if (isBest) {
            best = measured.orElseThrow();
        }
        save(network.optimizer());
        monitor.progressed(history);
        monitor.epochEnded(row, isBest);
        return own.callbacks().stream()
                .map(callback -> callback.epochEnded(
                        new EpochEnd(history, isBest, measured.orElseThrow().copy())))
                .flatMap(Optional::stream)
                .reduce((first, second) -> first);
    }

    private Graph kept(NetworkInTraining network) {
        Graph trained = graph.copy();
        network.model().writeTo(trained);
        return AuxiliaryHeads.without(plain, trained);
    }

    private void save(KerasOptimizer optimizer) {
        try {
            optimizerState = OptimizerState.save(optimizer);
            new Checkpoint(graph, best, optimizerState, history, recipe).write(checkpoint);
        } catch (IOException e) {
            throw new FoveaException("The checkpoint '" + checkpoint + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private void restore(KerasOptimizer optimizer) {
        if (optimizerState.length == 0) {
            return;
        }
        try {
            OptimizerState.restore(optimizerState, optimizer, placement);
        } catch (IOException | RuntimeException e) {
            // libtorch says by a RuntimeException that an archive is not its own, or another version's.
            throw new FoveaException(
                    "The optimiser's state in '" + checkpoint
                            + "' cannot be restored; it was written by another version"
                            + " of Fovea, or is damaged. Start the training anew without --resume.",
                    e);
        }
    }
}
