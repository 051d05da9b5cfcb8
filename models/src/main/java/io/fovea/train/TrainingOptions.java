package io.fovea.train;

import io.fovea.FoveaException;
import java.util.Locale;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training examples
 * @param batch examples per step
 * @param optimizer {@code adam} or {@code rmsprop}
 * @param learningRate at the beginning
 * @param schedule {@code constant}, or {@code cosine} for one that falls to a hundredth after a first epoch of warming up
 * @param classWeights how much each class counts in the loss; empty for all alike
 * @param seed of the order and the variations
 * @param precision {@code auto}, {@code fp32} or {@code bf16}
 */
public record TrainingOptions(
        int epochs,
        int batch,
        String optimizer,
        double learningRate,
        String schedule,
        double[] classWeights,
        long seed,
        String precision) {

    /** Fills in what is left out and refuses what makes no sense. */
    public TrainingOptions {
        epochs = epochs == 0 ? 10 : epochs;
        batch = batch == 0 ? 32 : batch;
        optimizer = optimizer == null ? "rmsprop" : optimizer.toLowerCase(Locale.ROOT);
        learningRate = learningRate == 0 ? 1e-3 : learningRate;
        schedule = schedule == null ? "constant" : schedule;
        classWeights = classWeights == null ? new double[0] : classWeights.clone();
        precision = precision == null ? "auto" : precision;
        if (epochs < 1 || batch < 1 || !(learningRate > 0)) {
            throw new FoveaException(
                    "A training needs at least one epoch, batches of at least one example and a learning"
                            + " rate above 0; given were " + epochs + ", " + batch + " and " + learningRate + ".");
        }
        if (!schedule.equals("constant") && !schedule.equals("cosine")) {
            throw new FoveaException("The schedule '" + schedule + "' is not known; it is constant or cosine.");
        }
    }

    /** The same at another precision. */
    public TrainingOptions withPrecision(String other) {
        return new TrainingOptions(epochs, batch, optimizer, learningRate, schedule, classWeights, seed, other);
    }

    /**
     * The learning rate at a moment of the training.
     *
     * @param epoch how many epochs are done, with the fraction of the running one
     */
    double learningRateAt(double epoch) {
        if (schedule.equals("constant")) {
            return learningRate;
        }
        double warmUp = Math.min(1, (epoch + 0.02) / Math.min(1, epochs / 10.0));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / epochs)));
        return learningRate * warmUp * (0.01 + 0.99 * cosine);
    }
}
