package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.Batches;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.torch.Placement;
import io.fovea.torch.Precision;
import io.fovea.torch.Tensors;
import io.fovea.torch.TorchGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a graph whose last node is a softmax, on batches, and keeps the weights of the lowest validation loss.
 *
 * <pre>{@code
 * Trainer trainer = new Trainer(graph, options, Path.of("digits.checkpoint"));
 * History history = trainer.fit(training, validation, monitor);
 * trainer.best().write(Path.of("digits.onnx"));
 * }</pre>
 *
 * <p>After every epoch a checkpoint is written, from which {@link #resume} goes on: the order and the variations of an
 * epoch depend on the seed and the epoch alone, so a resumed training ends where an unbroken one does. Not thread-safe.
 */
public final class Trainer {

    private final TrainingOptions options;
    private final Path checkpoint;
    private final String recipe;
    private final Graph graph;
    private Graph best;
    private History history = new History();
    private byte[] optimizerState = new byte[0];
    private Placement placement = Placement.CPU;

    /**
     * A trainer for {@code graph}, which stays as it is.
     *
     * @param checkpoint where the state is kept after every epoch
     * @param recipe a text that says what is trained; a checkpoint of another one is refused
     */
    public Trainer(Graph graph, TrainingOptions options, Path checkpoint, String recipe) {
        this.graph = graph.copy();
        this.best = graph.copy();
        this.options = options;
        this.checkpoint = checkpoint;
        this.recipe = recipe;
    }

    /** Trains in {@code place}; on the CPU where this is not called. */
    public Trainer on(Placement place) {
        placement = place;
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
                    + "' belongs to another recipe; start the training without --resume, or restore the recipe.");
        }
        saved.last().initializers().forEach(graph::put);
        best = saved.best();
        history = saved.history();
        optimizerState = saved.optimizer();
    }

    /** The weights of the lowest validation loss so far. */
    public Graph best() {
        return best;
    }

    /**
     * Trains until all epochs are done; blocks.
     *
     * @return every epoch, also those before a resumption
     * @throws CancellationException when the monitor cancels; the last checkpoint stays
     */
    public History fit(Batches training, Batches validation, TrainingMonitor monitor) {
        Precision precision = placement.precision(options.precision());
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        try (TorchGraph model = TorchGraph.bind(graph, precision).on(placement);
                PointerScope scope = new PointerScope()) {
            Optimizer optimizer =
                    Optimizers.create(options.optimizer(), model.parameters().values(), options.learningRate());
            restore(optimizer);
            String logits = logits();
            SparseCategoricalCrossentropy loss = new SparseCategoricalCrossentropy(options.classWeights());
            for (int epoch = history.epochs().size() + 1; epoch <= options.epochs(); epoch++) {
                runEpoch(epoch, model, optimizer, logits, loss, training, validation, monitor);
            }
        }
        return history;
    }

    private void runEpoch(
            int epoch,
            TorchGraph model,
            Optimizer optimizer,
            String logits,
            SparseCategoricalCrossentropy loss,
            Batches training,
            Batches validation,
            TrainingMonitor monitor) {
        long start = System.nanoTime();
        torch.manual_seed(options.seed() + epoch);
        Tally seen = new Tally();
        int[] step = {0};
        training.forEach(epoch, batch -> {
            Optimizers.setLearningRate(
                    optimizer, options.learningRateAt(epoch - 1 + (double) step[0] / training.size()));
            seen.add(step(model, optimizer, logits, loss, batch));
            monitor.stepped(epoch, ++step[0], training.size(), seen.loss());
            if (monitor.isCancelled()) {
                throw new CancellationException("The training was cancelled; --resume goes on from its checkpoint.");
            }
        });
        Tally held = evaluate(model, logits, loss, validation);
        boolean isBest = history.epochs().stream().allMatch(e -> held.loss() < e.validationLoss());
        History.Epoch row = new History.Epoch(
                epoch,
                seen.loss(),
                seen.accuracy(),
                held.loss(),
                held.accuracy(),
                options.learningRateAt(epoch - 1 + (double) (step[0] - 1) / training.size()),
                (System.nanoTime() - start) / 1e9);
        history.add(row);
        model.writeTo(graph);
        if (isBest) {
            best = graph.copy();
        }
        save(optimizer);
        monitor.epochEnded(row, isBest);
    }

    private static Tally.Part step(
            TorchGraph model, Optimizer optimizer, String logits, SparseCategoricalCrossentropy loss, Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor targets = model.place(Tensors.of(batch.targets(), batch.targetShape()));
            Tensor scores = model.run(inputs(model, batch), logits, true);
            Tensor value = loss.of(scores, targets);
            value.backward();
            optimizer.step();
            return part(batch, value, scores, targets);
        }
    }

    private static Tally evaluate(
            TorchGraph model, String logits, SparseCategoricalCrossentropy loss, Batches batches) {
        Tally tally = new Tally();
        batches.forEach(0, batch -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradients = new NoGradGuard()) {
                Tensor targets = model.place(Tensors.of(batch.targets(), batch.targetShape()));
                Tensor scores = model.run(inputs(model, batch), logits, false);
                tally.add(part(batch, loss.of(scores, targets), scores, targets));
            }
        });
        return tally;
    }

    private static Map<String, Tensor> inputs(TorchGraph model, Batch batch) {
        return Map.of(model.input(), Tensors.of(batch.inputs(), batch.inputShape()));
    }

    private static Tally.Part part(Batch batch, Tensor loss, Tensor scores, Tensor targets) {
        double right = scores.argmax(new org.bytedeco.pytorch.LongOptional(1), false)
                .eq(targets)
                .sum()
                .item_double();
        return new Tally.Part(batch.size(), loss.item_double(), right / targets.numel());
    }

    /** What goes into the softmax at the graph's end. */
    private String logits() {
        String output = graph.outputs().get(0).name();
        Node last = graph.producer(output).orElseThrow();
        if (!last.is("Softmax")) {
            throw new FoveaException("The network ends in " + last.op()
                    + "; sparse categorical cross-entropy needs one that ends in Softmax.");
        }
        return last.input(0);
    }

    private void save(Optimizer optimizer) {
        try {
            Path file = Files.createTempFile("fovea-optimizer", ".pt");
            try (PointerScope scope = new PointerScope()) {
                OutputArchive archive = new OutputArchive();
                optimizer.save(archive);
                archive.save_to(file.toString());
                optimizerState = Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
            new Checkpoint(graph, best, optimizerState, history, recipe).write(checkpoint);
        } catch (IOException e) {
            throw new FoveaException("The checkpoint '" + checkpoint + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private void restore(Optimizer optimizer) {
        if (optimizerState.length == 0) {
            return;
        }
        try {
            Path file = Files.createTempFile("fovea-optimizer", ".pt");
            try (PointerScope scope = new PointerScope()) {
                Files.write(file, optimizerState);
                InputArchive archive = new InputArchive();
                archive.load_from(file.toString(), new DeviceOptional(placement.libtorch()));
                optimizer.load(archive);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new FoveaException("The optimiser's state cannot be restored: " + e.getMessage(), e);
        }
    }
}
