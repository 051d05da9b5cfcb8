package io.fovea.fit;

import java.util.Optional;

/**
 * Takes part in a training: sets the learning rate of each step, looks at each epoch, ends the training. Is called on the
 * thread that trains, which waits for it.
 *
 * <pre>{@code
 * Callback halving = new Callback() {
 *     @Override
 *     public double learningRate(int epoch, int step, double planned) {
 *         return planned * Math.pow(0.5, epoch - 1);
 *     }
 *
 *     @Override
 *     public Optional<String> epochEnded(EpochEnd end) {
 *         return end.epoch().validationAccuracy() > 0.99 ? Optional.of("It is good enough.") : Optional.empty();
 *     }
 * };
 * }</pre>
 *
 * <p>What it remembers is not kept in a checkpoint: a training that is resumed goes as an unbroken one where all answers follow
 * from what the methods are given.
 */
public interface Callback {

    /**
     * Before the first step.
     *
     * @param before the epochs that are done, none where the training is not resumed; it will grow
     */
    default void began(History before) {}

    /**
     * Before every step.
     *
     * @param epoch from 1
     * @param step of the epoch, from 1
     * @param planned what the options' schedule, or the callback before this one, says
     * @return the learning rate of this step, from 0
     */
    default double learningRate(int epoch, int step, double planned) {
        return planned;
    }

    /**
     * After every epoch, when its checkpoint is written.
     *
     * @return empty to go on; a sentence that says why no epoch follows otherwise
     */
    default Optional<String> epochEnded(EpochEnd end) {
        return Optional.empty();
    }
}
