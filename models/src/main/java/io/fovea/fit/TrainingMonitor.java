package io.fovea.fit;

import io.fovea.data.Survey;
import java.time.Duration;

/** Is told how a training goes: on the thread that trains, but of files that are left out on any thread. */
public interface TrainingMonitor {

    /** Says and stops nothing. */
    TrainingMonitor NONE = new TrainingMonitor() {};

    /**
     * Before the first step.
     *
     * @param epoch the first that will run, from 1; later where a training is resumed
     * @param epochs how many there will be at most
     */
    default void began(int epoch, int epochs) {}

    /**
     * After every step, before {@link #stepped}.
     *
     * @param left how long all epochs will still take, judged by those steps that are done
     */
    default void estimated(Duration left) {}

    /**
     * When a file is met that cannot be read, once for each; by any thread, also while another method runs. The
     * file is left out.
     *
     * @param sentence names the file and what is wrong with it
     */
    default void skipped(String sentence) {}

    /**
     * When something else happens that a user wants to know.
     *
     * @param sentence says what
     */
    default void noted(String sentence) {}

    /**
     * While all data is looked at, before the first step.
     *
     * @param done examples so far
     * @param of all there are
     */
    default void looked(int done, int of) {}

    /**
     * When all data was looked at.
     *
     * @param survey what it was found to be
     */
    default void surveyed(Survey survey) {}

    /**
     * While features are computed that a head is then trained on.
     *
     * @param done examples so far
     * @param of all there are
     */
    default void prepared(int done, int of) {}

    /**
     * While a teacher labels images that nobody labelled.
     *
     * @param done images so far
     * @param of all there are
     */
    default void labelled(int done, int of) {}

    /**
     * After every step.
     *
     * @param epoch from 1
     * @param step from 1
     * @param steps of this epoch
     * @param loss mean of this epoch so far; may lag by some steps, as reading it waits for the device
     */
    default void stepped(int epoch, int step, int steps, double loss) {}

    /**
     * After every epoch, before {@link #epochEnded}.
     *
     * @param history every epoch so far, also those before a resumption; it will grow
     */
    default void progressed(History history) {}

    /**
     * After every epoch, when its checkpoint is written.
     *
     * @param best whether its monitored value is the best so far
     */
    default void epochEnded(History.Epoch epoch, boolean best) {}

    /**
     * After the last epoch; not where the training was cancelled or failed.
     *
     * @param reason why no epoch follows, a sentence
     */
    default void ended(String reason) {}

    /**
     * Asked after every epoch; true ends the training there, as if no more epochs had been asked for: the best so far is
     * kept.
     */
    default boolean isEnough() {
        return false;
    }

    /**
     * Asked after every step and every batch of the validation, and by other threads while the model is measured; true
     * ends the training with its last checkpoint on disk.
     */
    default boolean isCancelled() {
        return false;
    }
}
