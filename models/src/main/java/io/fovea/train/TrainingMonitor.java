package io.fovea.train;

/** Is told how a training goes, on the thread that trains. */
public interface TrainingMonitor {

    /** Says and stops nothing. */
    TrainingMonitor NONE = new TrainingMonitor() {};

    /**
     * After every step.
     *
     * @param epoch from 1
     * @param step from 1
     * @param steps of this epoch
     * @param loss mean of this epoch so far
     */
    default void stepped(int epoch, int step, int steps, double loss) {}

    /**
     * After every epoch, when its checkpoint is written.
     *
     * @param best whether its validation loss is the lowest so far
     */
    default void epochEnded(History.Epoch epoch, boolean best) {}

    /** Asked after every step; true ends the training with its last checkpoint on disk. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * While features are computed that a head is then trained on.
     *
     * @param done examples so far
     * @param of all there are
     */
    default void prepared(int done, int of) {}
}
