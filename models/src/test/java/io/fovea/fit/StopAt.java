package io.fovea.fit;

/** Cancels a training after a step; epoch 0 is none. */
public class StopAt implements TrainingMonitor {

    private final int epoch;
    private final int step;
    private boolean reached;

    public StopAt(int epoch, int step) {
        this.epoch = epoch;
        this.step = step;
    }

    @Override
    public void stepped(int atEpoch, int atStep, int steps, double loss) {
        reached = atEpoch == epoch && atStep == step;
    }

    @Override
    public boolean isCancelled() {
        return reached;
    }
}
