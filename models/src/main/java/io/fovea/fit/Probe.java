package io.fovea.fit;

import io.fovea.data.Batch;
import io.fovea.data.Batches;
import io.fovea.graph.Graph;
import io.fovea.recipe.TrainingOptions;
import io.fovea.session.Cancellation;
import io.fovea.torch.TorchDevice;
import io.fovea.torch.TorchGraph;
import io.fovea.torch.Trainable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Tries a training before it begins: how long its steps take, and how its loss goes with the learning rate. Every try
 * begins with the weights of the graph, which stays as it is.
 */
public final class Probe {

    private static final Turn ONLY = new Turn(1, 1);
    private static final int MOST_STEPS = 20;
    private static final int FEWEST_STEPS = 3;

    /** From so many times the least loss on, a learning rate is plainly too large. */
    private static final double TOO_HIGH = 4;

    /**
     * How long steps take.
     *
     * @param secondsPerStep mean, batches made ready included
     * @param bytes of memory that this process held meanwhile
     */
    public record Speed(double secondsPerStep, long bytes) {}

    /**
     * A step of a range test.
     *
     * @param learningRate of the step
     * @param loss of its batch before it was taken
     */
    public record Point(double learningRate, double loss) {}

    private final Graph graph;
    private final TrainingOptions options;
    private final Trainable part;
    private final TorchDevice place;

    /**
     * A probe.
     *
     * @param part what of the graph is trained
     */
    public Probe(Graph graph, TrainingOptions options, Trainable part, TorchDevice place) {
        this.graph = graph;
        this.options = options;
        this.part = part;
        this.place = place;
    }

    /**
     * Takes some steps; blocks. The first, in which libtorch gets ready, does not count.
     *
     * @param most time after which no further step is begun, though three are taken at least
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Speed speed(Batches batches, Duration most, Cancellation cancellation) {
        long[] start = {0};
        int[] steps = {-1};
        onceBound(network -> forever(batches, cancellation, batch -> {
            step(network, batch);
            steps[0]++;
            if (steps[0] == 0) {
                start[0] = System.nanoTime();
            }
            boolean late = System.nanoTime() - start[0] > most.toNanos();
            if (steps[0] >= MOST_STEPS || late && steps[0] >= FEWEST_STEPS) {
                throw new Enough();
            }
        }));
        return new Speed((System.nanoTime() - start[0]) / 1e9 / steps[0], Pointer.physicalBytes());
    }

    /**
     * A range test (Smith, Cyclical learning rates, 2017): raises the learning rate from step to step, evenly on a
     * logarithmic scale, until the loss is four times its least or no number any more. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<Point> range(Batches batches, double from, double to, int steps, Cancellation cancellation) {
        List<Point> points = new ArrayList<>();
        onceBound(network -> forever(batches, cancellation, batch -> {
            double rate = from * Math.pow(to / from, points.size() / (steps - 1.0));
            network.optimizer().setLearningRate(rate);
            double loss = step(network, batch);
            if (!Double.isFinite(loss)) {
                throw new Enough();
            }
            points.add(new Point(rate, loss));
            double least = points.stream().mapToDouble(Point::loss).min().orElse(loss);
            if (points.size() == steps || loss > TOO_HIGH * least && points.size() > steps / 2) {
                throw new Enough();
            }
        }));
        return List.copyOf(points);
    }

    private static double step(NetworkInTraining network, Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            EpochTally seen = network.tally();
            network.step(batch, ONLY, seen);
            network.endEpoch();
            return seen.isEmpty() ? Double.NaN : seen.loss();
        }
    }

    private static void forever(Batches batches, Cancellation cancellation, Consumer<Batch> each) {
        try {
            for (int epoch = 1; ; epoch++) {
                batches.forEach(epoch, batch -> {
                    cancellation.check();
                    each.accept(batch);
                });
            }
        } catch (Enough e) {
            return; // as was meant
        }
    }

    private void onceBound(Consumer<NetworkInTraining> use) {
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        torch.manual_seed(options.seed());
        Head head = Head.of(graph);
        AuxiliaryHeads heads = AuxiliaryHeads.of(graph, options.layers().auxiliary(), options.seed());
        StochasticDepth depth =
                StochasticDepth.of(heads.graph(), options.layers().depth(), options.seed());
        try (TorchGraph model = TorchGraph.bind(
                                depth.graph(),
                                Trainer.precision(options.precision(), place),
                                FrozenLayers.of(graph, part))
                        .on(place);
                PointerScope scope = new PointerScope()) {
            use.accept(NetworkInTraining.of(model, depth, heads, head, options, OwnParts.NONE));
        }
    }

    /** Ends batches that would go on. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was measured", null, false, false);
        }
    }
}
