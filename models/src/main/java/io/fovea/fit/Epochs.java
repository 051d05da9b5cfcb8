package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.data.Batches;
import io.fovea.recipe.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** Runs a trainer's epochs: the steps over all training batches, then the validation. */
final class Epochs {

    private final TrainingOptions options;
    private final LearningRateSchedule schedule;
    private final NetworkInTraining network;
    private final Batches training;
    private final Batches validation;
    private final Forecast forecast;
    private final TrainingMonitor monitor;
    private final Path checkpoint;
    private final OwnParts own;
    private double rate;

    /**
     * The epochs of one training.
     *
     * @param monitor is told of every step, and asked whether to go on
     * @param checkpoint where a training that is cancelled can be taken up, to be told to the user
     * @param own callbacks have the last word on the learning rate
     */
    Epochs(
            TrainingOptions options,
            NetworkInTraining network,
            Batches training,
            Batches validation,
            TrainingMonitor monitor,
            Path checkpoint,
            OwnParts own) {
        this.options = options;
        this.schedule = new LearningRateSchedule(options);
        this.network = network;
        this.training = training;
        this.validation = validation;
        this.forecast = new Forecast(options.epochs(), training.size(), validation.size());
        this.monitor = monitor;
        this.checkpoint = checkpoint;
        this.own = own;
    }

    /**
     * Runs one epoch, which moves the weights; blocks.
     *
     * @param epoch from 1
     * @param before the epochs before this one
     * @throws Diverged when a loss is not a number
     * @throws CancellationException when the monitor cancels
     */
    History.Epoch run(int epoch, History before) {
        long start = System.nanoTime();
        try (PointerScope scope = new PointerScope()) {
            EpochTally seen = train(epoch, before);
            long trained = System.nanoTime();
            NetworkInTraining.Validation held =
                    network.average().during(() -> network.validate(validation, this::endIfCancelled));
            forecast.validated((System.nanoTime() - trained) / 1e9);
            Map<String, Double> details = new LinkedHashMap<>(held.details());
            details.putAll(network.gradients().take());
            History.Epoch row = new History.Epoch(
                    epoch,
                    seen.loss(),
                    seen.accuracy(),
                    held.loss(),
                    held.accuracy(),
                    rate,
                    (System.nanoTime() - start) / 1e9,
                    held.metrics(),
                    details);
            require(Double.isFinite(row.loss()) && Double.isFinite(row.validationLoss()), epoch, "");
            return row;
        }
    }

    private EpochTally train(int epoch, History before) {
        torch.manual_seed(options.seed() + epoch);
        EpochTally seen = network.tally();
        int[] step = {0};
        long[] last = {System.nanoTime()};
        training.forEach(epoch, batch -> {
            rate = rate(epoch, ++step[0], before);
            network.optimizer().setLearningRate(rate);
            network.step(batch, new Turn(epoch, step[0]), seen);
            double loss = seen.recentLoss();
            require(seen.isEmpty() || Double.isFinite(loss), epoch, ", step " + step[0]);
            long now = System.nanoTime();
            forecast.trained((now - last[0]) / 1e9);
            last[0] = now;
            monitor.estimated(forecast.left(epoch, step[0]));
            monitor.stepped(epoch, step[0], training.size(), loss);
            endIfCancelled();
        });
        network.endEpoch();
        return seen;
    }

    private double rate(int epoch, int step, History before) {
        return own.learningRate(epoch, step, schedule.at(epoch - 1 + (step - 1.0) / training.size(), before));
    }

    private void endIfCancelled() {
        if (monitor.isCancelled()) {
            throw new CancellationException("The training was cancelled. Its epochs until then are kept in '"
                    + checkpoint + "', from which it can be resumed.");
        }
    }

    private void require(boolean finite, int epoch, String step) {
        if (!finite) {
            throw new Diverged("The loss is no longer a number in epoch " + epoch + step
                    + ". The weights of the epochs before are kept. Try a smaller learning rate than "
                    + options.optimizer().learningRate() + ", a warm-up, or precision fp32.");
        }
    }

    /** The loss is not a number. */
    static final class Diverged extends FoveaException {
        private static final long serialVersionUID = 1L;

        Diverged(String message) {
            super(message);
        }
    }
}
