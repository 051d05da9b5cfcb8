package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.data.UnreadableException;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Input;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.ScheduleName;
import io.fovea.recipe.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains a tiny network on whether the left or the right half of an image is brighter. */
class TrainerTest {

    private static final int SIDE = 8;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "adam, cosine, val_loss",
        "adamw, step, val_loss",
        "rmsprop, plateau, val_accuracy",
        "sgd, constant, val_f1",
    })
    void aResumedTrainingEndsWhereAnUnbrokenOneDoes(String optimizer, String schedule, String monitor) {
        TrainingOptions options = options(o -> {
            o.epochs = 6;
            o.optimizer = OptimizerName.parse(optimizer);
            o.momentum = optimizer.equals("sgd") ? 0.9 : 0;
            o.schedule = ScheduleName.parse(schedule);
            o.stepEvery = 2;
            o.patience = 1;
            o.monitor = MonitoredValue.parse(monitor);
        });
        Log unbroken = new Log(0, 0);
        History expected = fit(trainer(options, "unbroken"), unbroken);
        Log first = new Log(4, 2);
        Trainer broken = trainer(options, "broken");
        assertThatThrownBy(() -> fit(broken, first)).isInstanceOf(CancellationException.class);
        Trainer again = trainer(options, "broken");
        again.resume();
        Log second = new Log(0, 0);
        History resumed = fit(again, second);
        assertSame(resumed, expected);
        first.best.addAll(second.best);
        assertThat(first.best).isEqualTo(unbroken.best);
        assertThat(second.begin).isEqualTo(4);
        assertThat(second.reason).isEqualTo(unbroken.reason);
    }

    @ParameterizedTest
    @CsvSource({"1, The only epoch is done.", "2, All 2 epochs are done."})
    void aTrainingSaysThatItsEpochsAreDone(int epochs, String words) {
        Log log = new Log(0, 0);
        fit(trainer(options(o -> o.epochs = epochs), "run"), log);
        assertThat(log.reason).isEqualTo(words);
    }

    @Test
    void earlyStoppingEndsAResumedTrainingInTheSameEpoch() {
        TrainingOptions options = options(o -> {
            o.epochs = 50;
            o.optimizer = OptimizerName.ADAM;
            o.monitor = MonitoredValue.VAL_ACCURACY;
            o.earlyStopping = 3;
        });
        Log unbroken = new Log(0, 0);
        History expected = fit(trainer(options, "unbroken"), unbroken);
        int epochs = expected.epochs().size();
        int best = expected.best(MonitoredValue.VAL_ACCURACY).orElseThrow().epoch();
        assertThat(epochs).isLessThan(50).isEqualTo(best + 3);
        assertThat(unbroken.reason).contains("val_accuracy").contains("epoch " + best);
        assertThat(unbroken.best.get(best - 1)).isTrue();
        assertThat(unbroken.best.subList(best, epochs)).containsOnly(false);

        Trainer broken = trainer(options, "broken");
        assertThatThrownBy(() -> fit(broken, new Log(epochs - 1, 1))).isInstanceOf(CancellationException.class);
        Trainer again = trainer(options, "broken");
        again.resume();
        assertSame(fit(again, new Log(0, 0)), expected);
    }

    @Test
    void whoHasSeenEnoughGetsTheBestSoFar() throws Exception {
        Trainer whole = trainer(options(o -> o.epochs = 2), "whole");
        History expected = fit(whole, new Log(0, 0));
        Trainer stopped = trainer(options(o -> o.epochs = 50), "stopped");
        Enough enough = new Enough();

        assertSame(fit(stopped, enough), expected);
        assertThat(enough.reason).isEqualTo("Stopped after epoch 2, as was asked for.");
        assertThat(stopped.best().toBytes()).isEqualTo(whole.best().toBytes());
    }

    private static final class Enough implements TrainingMonitor {
        private int done;
        private String reason = "";

        @Override
        public void epochEnded(History.Epoch row, boolean isBest) {
            done = row.epoch();
        }

        @Override
        public boolean isEnough() {
            return done == 2;
        }

        @Override
        public void ended(String why) {
            reason = why;
        }
    }

    @Test
    void aDivergedLossEndsTheTrainingAndKeepsWhatWasGood() throws Exception {
        Trainer good = trainer(options(o -> o.optimizer = OptimizerName.SGD).with(o -> o.epochs = 1), "run");
        fit(good, new Log(0, 0));
        byte[] kept = Files.readAllBytes(folder.resolve("run"));
        TrainingOptions wild = options(o -> o.optimizer = OptimizerName.SGD).with(o -> o.learningRate = 1e30);
        Trainer trainer = trainer(wild, "run");
        trainer.resume();
        Log log = new Log(0, 0);
        assertThat(fit(trainer, log).epochs()).hasSize(1);
        assertThat(log.reason)
                .startsWith("Ended early: ")
                .contains("epoch 2")
                .contains("smaller learning rate than 1.0E30");
        assertThat(trainer.best().toBytes()).isEqualTo(good.best().toBytes());
        assertThat(Files.readAllBytes(folder.resolve("run"))).isEqualTo(kept);
        assertThatThrownBy(() -> fit(trainer(wild, "wild"), new Log(0, 0)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("epoch 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9})
    void aFrozenBatchNormalisationStaysBitForBit(double ema) throws Exception {
        Network network = new Network("halves", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(4, 3)).to(new BatchNormalization().frozen());
        x = x.to(new Conv2D(4, 3)).to(new BatchNormalization()).to(new Flatten());
        Graph built = network.finish(x.to(new Dense(2).activation(Activation.SOFTMAX)));
        built.put("batch_normalization/moving_mean", Tensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4));
        built.write(folder.resolve("halves.onnx"));
        Graph graph = Graph.read(folder.resolve("halves.onnx"));
        TrainingOptions options = options(o -> {
            o.epochs = 2;
            o.ema = ema;
        });
        Trainer trainer = new Trainer(graph, options, folder.resolve("run"), "");

        fit(trainer, new Log(0, 0));

        Map<String, Tensor> after = trainer.best().initializers();
        for (String each : List.of("gamma", "beta", "moving_mean", "moving_variance")) {
            String frozen = "batch_normalization/" + each;
            String free = "batch_normalization_1/" + each;
            assertThat(after.get(frozen).toFloats())
                    .as(frozen)
                    .isEqualTo(graph.initializers().get(frozen).toFloats());
            assertThat(after.get(free).toFloats())
                    .as(free)
                    .isNotEqualTo(graph.initializers().get(free).toFloats());
        }
        assertThat(after.get("conv2d/kernel")).isNotEqualTo(graph.initializers().get("conv2d/kernel"));
    }

    /** Three batches, of which no image of the last can be read: two are too few for a step of ten, but end the epoch. */
    @Test
    void anEpochEndsWithAStepWhateverIsLeftOfItsLastBatch() {
        TrainingOptions options = options(o -> {
            o.epochs = 1;
            o.accumulate = 10;
        });
        Trainer trainer = trainer(options, "run");
        Dataset halves = halves(48, 1);
        Dataset damaged = Dataset.of(48, index -> {
            if (index >= 32) {
                throw new UnreadableException(new FoveaException("'" + index + ".png' is truncated."));
            }
            return halves.get(index);
        });
        try (Batches training = batches(damaged, 1, false);
                Batches validation = batches(16, 2, false)) {
            trainer.fit(training, validation, TrainingMonitor.NONE);
        }
        assertThat(trainer.best().initializers())
                .isNotEqualTo(network(2, Activation.SOFTMAX).initializers());
    }

    @Test
    void anUnknownMonitorIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> MonitoredValue.parse("iou"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_mean_iou");
        Trainer trainer = trainer(options(o -> o.monitor = MonitoredValue.VAL_MEAN_IOU), "run");
        assertThatThrownBy(() -> fit(trainer, new Log(0, 0)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_mean_iou")
                .hasMessageContaining("val_accuracy, ");
    }

    @Test
    void aNetworkWithOneSigmoidLearnsTwoClasses() {
        TrainingOptions options = options(o -> {
            o.epochs = 6;
            o.optimizer = OptimizerName.ADAM;
        });
        Trainer trainer = new Trainer(network(1, Activation.SIGMOID), options, folder.resolve("run"), "");
        History history = fit(trainer, new Log(0, 0));
        assertThat(history.epochs().get(5).validationAccuracy()).isGreaterThan(0.9);
        assertThat(history.epochs().get(5).metrics()).containsKey("val_f1");
    }

    @Test
    void theTimeLeftFollowsFromTheStepsThatAreDone() {
        Log log = new Log(0, 0);
        fit(trainer(options(o -> o.epochs = 2), "run"), log);
        assertThat(log.left).hasSize(2 * 6).noneMatch(Duration::isNegative);
        assertThat(new Forecast(3, 10, 5)).satisfies(forecast -> {
            forecast.trained(2);
            // 2 s a step, a third of it for validation: 9 steps, 2 epochs of 10 and 3 times 5 thirds
            assertThat(forecast.left(1, 1)).isEqualTo(Duration.ofSeconds(18 + 40 + 10));
            forecast.validated(7);
            assertThat(forecast.left(3, 9)).isEqualTo(Duration.ofSeconds(2 + 7));
        });
    }

    private static void assertSame(History history, History expected) {
        assertThat(history.epochs()).hasSameSizeAs(expected.epochs());
        for (int i = 0; i < expected.epochs().size(); i++) {
            var values = history.epochs().get(i).values();
            expected.epochs().get(i).values().forEach((name, value) -> {
                if (!name.equals("seconds")) {
                    assertThat(values.get(name)).as(name).isCloseTo(value, within(1e-5));
                }
            });
        }
    }

    private static TrainingOptions options(Consumer<TrainingOptions.Draft> edit) {
        return TrainingOptions.of(o -> {
            o.batch = 16;
            o.learningRate = 0.01;
            o.precision = PrecisionName.FP32;
            o.seed = 3;
            edit.accept(o);
        });
    }

    private Trainer trainer(TrainingOptions options, String name) {
        return new Trainer(network(2, Activation.SOFTMAX), options, folder.resolve(name), "");
    }

    private static Graph network(int outputs, Activation end) {
        Network network = new Network("halves", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(4, 3)).to(new BatchNormalization()).to(new Flatten());
        return network.finish(x.to(new Dropout(0.3f)).to(new Dense(outputs).activation(end)));
    }

    private static History fit(Trainer trainer, TrainingMonitor monitor) {
        try (Batches training = batches(96, 1, true);
                Batches validation = batches(32, 2, false)) {
            return trainer.fit(training, validation, monitor);
        }
    }

    @Test
    void validationOfWhichAllIsIgnoredIsRefusedAsSuch() {
        Network network = new Network("maps", 1);
        SymbolicTensor x = network.input(SIDE, SIDE, 1).to(new Rescaling(1 / 255f));
        Graph graph = network.finish(x.to(new Conv2D(2, 3).same().activation(Activation.SOFTMAX)));
        Trainer trainer = new Trainer(graph, options(o -> o.epochs = 2), folder.resolve("maps"), "");
        try (Batches training = batches(maps((byte) 1), 1, true);
                Batches validation = batches(maps(Target.ClassMap.IGNORED), 2, false)) {
            assertThatThrownBy(() -> trainer.fit(training, validation, TrainingMonitor.NONE))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("All pixels of the validation examples are ignored");
        }
    }

    private static Dataset maps(byte index) {
        byte[] classes = new byte[SIDE * SIDE];
        Arrays.fill(classes, index);
        Image image = Image.gray8(SIDE, SIDE, new byte[SIDE * SIDE]);
        return Dataset.of(4, i -> new Example("#" + i, image, new Target.ClassMap(SIDE, SIDE, classes)));
    }

    private static Batches batches(int count, int seed, boolean shuffle) {
        return batches(halves(count, seed), seed, shuffle);
    }

    private static Dataset halves(int count, int seed) {
        return Dataset.of(count, index -> {
            Random random = new Random(1000L * seed + index);
            int side = random.nextInt(2);
            byte[] pixels = new byte[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                boolean bright = (p % SIDE < SIDE / 2) == (side == 0);
                pixels[p] = (byte) (random.nextInt(150) + (bright ? 100 : 0));
            }
            return new Example("#" + index, Image.gray8(SIDE, SIDE, pixels), new Target.ClassIndex(side));
        });
    }

    private static Batches batches(Dataset examples, int seed, boolean shuffle) {
        Augmenter augmenter = new Augmenter(Augmentation.NONE, SIDE, SIDE);
        return new Batches(
                examples,
                Input.resized(SIDE, SIDE, Color.GRAY).preparation(),
                augmenter,
                16,
                1,
                seed,
                shuffle,
                new Skipped());
    }

    /** Keeps what it is told, and cancels after a step. */
    private static final class Log extends StopAt {
        private final List<Boolean> best = new ArrayList<>();
        private final List<Duration> left = new ArrayList<>();
        private int begin;
        private String reason;

        Log(int epoch, int step) {
            super(epoch, step);
        }

        @Override
        public void began(int first, int epochs) {
            begin = first;
        }

        @Override
        public void estimated(Duration remaining) {
            left.add(remaining);
        }

        @Override
        public void epochEnded(History.Epoch row, boolean isBest) {
            best.add(isBest);
        }

        @Override
        public void ended(String why) {
            reason = why;
        }
    }
}
