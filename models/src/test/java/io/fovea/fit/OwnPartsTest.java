package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.fovea.recipe.OptimizerName;
import io.fovea.recipe.PrecisionName;
import io.fovea.recipe.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        TrainingOptions options = TrainingOptions.of(o -> {
            o.epochs = 3;
            o.optimizer = OptimizerName.SGD;
            o.learningRate = 0.5;
            o.precision = PrecisionName.FP32;
        });
        return new Trainer(network(), options, folder.resolve("checkpoint"), "").with(own);
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
}
