package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.Network;
import io.fovea.recipe.MonitoredValue;
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.ScheduleName;
import io.fovea.recipe.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loss, metrics and callbacks that somebody else writes, in trainings of eight examples. */
class OwnPartsTest {

    @TempDir
    Path folder;

    @Test
    void aLossOfOnesOwnTakesThePlaceOfTheUsualOne() {
        History history = fit(OwnParts.NONE.with(
                (Loss) (scores, targets) -> scores.mul(new Scalar(0.0)).sum().add(new Scalar(7.0))));

        assertThat(history.epochs().get(0).loss()).isEqualTo(7);
        assertThat(history.epochs().get(0).validationLoss()).isEqualTo(7);
    }

    /** Batches of three, three and two: examples count alike. */
    @Test
    void aMetricOfOnesOwnIsAColumnOfTheHistory() {
        History history = fit(OwnParts.NONE.with(
                "share_of_ones", Metric.mean((scores, targets) -> targets.sum().item_double() / targets.size(0))));

        assertThat(history.epochs().get(1).metrics()).containsEntry("val_share_of_ones", 0.5);
        assertThat(History.ofCsv(history.toCsv())).isEqualTo(history);
        assertThat(history.epochs().get(1).each(History.GRADIENT_NORM).keySet()).containsExactly("dense");
        assertThat(history.epochs().get(1).each(History.F1).keySet()).containsExactly("0", "1");
    }

    @Test
    void aCallbackSetsTheLearningRateOfEveryStep() {
        List<String> asked = new ArrayList<>();
        History history = fit(OwnParts.NONE.with(new Callback() {
            @Override
            public double learningRate(int epoch, int step, double planned) {
                asked.add(epoch + "." + step + " " + planned);
                return planned / (10 * epoch + step);
            }
        }));

        assertThat(asked)
                .containsExactly(
                        "1.1 0.5", "1.2 0.5", "1.3 0.5", "2.1 0.5", "2.2 0.5", "2.3 0.5", "3.1 0.5", "3.2 0.5",
                        "3.3 0.5");
        assertThat(history.epochs().stream().map(History.Epoch::learningRate))
                .containsExactly(0.5 / 13, 0.5 / 23, 0.5 / 33);
    }

    /** At a rate of 0 nothing moves. */
    @Test
    void theRateThatACallbackSetsIsTheOneThatIsUsed() {
        Trainer trainer = trainer(OwnParts.NONE.with(new Callback() {
            @Override
            public double learningRate(int epoch, int step, double planned) {
                return 0;
            }
        }));
        fit(trainer);

        assertThat(trainer.best().initializers()).isEqualTo(network().initializers());
    }

    @Test
    void aCallbackEndsATrainingWithItsReasonAndIsGivenWhatWasMeasured() {
        List<EpochEnd> ends = new ArrayList<>();
        Trainer trainer = trainer(OwnParts.NONE
                .with(new Callback() {
                    @Override
                    public Optional<String> epochEnded(EpochEnd end) {
                        ends.add(end);
                        return end.epoch().epoch() == 2 ? Optional.of("Two are enough.") : Optional.empty();
                    }
                })
                .with(new Callback() {}));
        History history = fit(trainer);

        assertThat(history.epochs()).hasSize(2);
        assertThat(trainer.ending()).isEqualTo("Two are enough.");
        assertThat(ends.get(0).best()).isTrue();
        EpochEnd best = ends.get(1).best() ? ends.get(1) : ends.get(0);
        assertThat(best.network().initializers()).isEqualTo(trainer.best().initializers());
    }

    /** 0.2, 0.9, 0.5: the second is the highest, the first the lowest. */
    @ParameterizedTest
    @CsvSource({"false, 2, 5, All 3", "true, 1, 5, All 3", "true, 1, 1, Stopped early: val_told was best in epoch 1"})
    void aMetricOfOnesOwnTellsTheBestEpoch(boolean low, int best, int patience, String reason) {
        List<Graph> ends = new ArrayList<>();
        Metric told = told(0.2, 0.9, 0.5);
        Trainer trainer = trainer(
                OwnParts.NONE.with("told", low ? told.bestLow() : told).with(new Callback() {
                    @Override
                    public Optional<String> epochEnded(EpochEnd end) {
                        ends.add(end.network());
                        assertThat(end.best()).isEqualTo(end.epoch().epoch() <= best);
                        return Optional.empty();
                    }
                }),
                "val_told",
                patience);
        History history = fit(trainer);

        assertThat(trainer.ending()).startsWith(reason);
        assertThat(trainer.best().initializers())
                .isEqualTo(ends.get(best - 1).initializers())
                .isNotEqualTo(ends.get(history.epochs().size() - 1).initializers());
    }

    /** Of 0.5, 0.4, 0.3 each is better than the one before where small ones are; elsewhere the rate falls twice. */
    @ParameterizedTest
    @CsvSource({"true, 0.5", "false, 0.05"})
    void aPlateauIsOfTheMetricThatIsMonitored(boolean low, double last) {
        Metric told = told(0.5, 0.4, 0.3);
        TrainingOptions options = options("val_told", 9).with(o -> {
            o.schedule = ScheduleName.PLATEAU;
            o.patience = 1;
            o.factor = 0.1;
        });
        Trainer trainer = new Trainer(network(), options, folder.resolve("checkpoint"), "")
                .with(OwnParts.NONE.with("told", low ? told.bestLow() : told));

        assertThat(fit(trainer).epochs().get(2).learningRate()).isCloseTo(last, within(1e-12));
    }

    /** Of a metric that is no number at first, the first number is the best so far. */
    @Test
    void whatIsNoNumberIsNeverBest() {
        Trainer trainer = trainer(OwnParts.NONE.with("told", told(Double.NaN, 0.1, Double.NaN)), "val_told", 5);
        assertThat(fit(trainer).best(MonitoredValue.parse("val_told")))
                .map(History.Epoch::epoch)
                .contains(2);

        Trainer never = trainer(OwnParts.NONE.with("told", told(Double.NaN, Double.NaN, Double.NaN)), "val_told", 5);
        assertThatThrownBy(() -> fit(never))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_told, which was not a number in any of the 3 epochs")
                .hasMessageContaining(folder.resolve("checkpoint").toString());
    }

    @Test
    void whatNobodyMeasuresCannotTellTheBestEpoch() {
        Trainer trainer = trainer(OwnParts.NONE.with("sureness", told(0.2)), "val_surenes", 5);

        assertThatThrownBy(() -> fit(trainer))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_surenes, which nobody measures")
                .hasMessageContaining("there are loss, accuracy, val_loss, val_accuracy, val_f1, val_sureness.");
        assertThat(trainer.history().epochs()).isEmpty();
    }

    /** A metric that says what it is told to, a value for each epoch. */
    private static Metric told(double... values) {
        AtomicInteger epoch = new AtomicInteger();
        return () -> new Metric.Tally() {
            @Override
            public void add(Tensor scores, Tensor targets) {}

            @Override
            public double value() {
                return values[epoch.getAndIncrement()];
            }
        };
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> OwnParts.NONE.with("loss", Metric.mean((scores, targets) -> 0)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cannot be called 'loss'");
        // Its column would be that of the usual one, by which the best epoch may be chosen.
        assertThatThrownBy(() -> OwnParts.NONE.with("mean_iou", Metric.mean((scores, targets) -> 0)))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("cannot be called 'mean_iou'");
        assertThatThrownBy(() -> OwnParts.NONE.with("a,b", Metric.mean((scores, targets) -> 0)))
                .isInstanceOf(FoveaException.class);
        assertThatThrownBy(() -> fit(OwnParts.NONE.with(new Callback() {
                    @Override
                    public double learningRate(int epoch, int step, double planned) {
                        return Double.NaN;
                    }
                })))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("epoch 1, step 1 to NaN");
    }

    private History fit(OwnParts own) {
        return fit(trainer(own));
    }

    private Trainer trainer(OwnParts own) {
        return trainer(own, "", 0);
    }

    private Trainer trainer(OwnParts own, String monitor, int patience) {
        return new Trainer(network(), options(monitor, patience), folder.resolve("checkpoint"), "").with(own);
    }

    private static TrainingOptions options(String monitor, int patience) {
        return TrainingOptions.of(o -> {
            o.epochs = 3;
            o.optimizer = OptimizerName.SGD;
            o.learningRate = 0.5;
            o.precision = PrecisionName.FP32;
            o.monitor = MonitoredValue.parse(monitor);
            o.earlyStopping = patience;
        });
    }

    private static Graph network() {
        Network network = new Network("tiny", 1);
        return network.finish(network.input(2, 2, 1).to(new Flatten()).to(new Dense(2).activation(Activation.SOFTMAX)));
    }

    private static History fit(Trainer trainer) {
        try (Batches training = batches();
                Batches validation = batches()) {
            return trainer.fit(training, validation, TrainingMonitor.NONE);
        }
    }

    private static Batches batches() {
        Dataset data = Dataset.of(8, index -> {
            byte[] pixels = new byte[4];
            Arrays.fill(pixels, (byte) (index % 2));
            return new Example("#" + index, Image.gray8(2, 2, pixels), new Target.ClassIndex(index % 2));
        });
        return Batches.of(data, 2, 2).color(Color.GRAY).batch(3).build();
    }

    @Test
    void usualValuesKnowWhichWayTheyAreBetter() {
        assertThat(new MonitoredValue("val_loss", false)).isEqualTo(MonitoredValue.VAL_LOSS);
        assertThat(new MonitoredValue("val_accuracy", true)).isEqualTo(MonitoredValue.VAL_ACCURACY);
        assertThat(new MonitoredValue("val_doubt", true).isBestLow()).isTrue();
    }
}
