package io.fovea.fit;

import java.time.Duration;

/** How long a training will still take, judged by the steps that are done. */
final class Forecast {

    /** What a step without gradients costs of one with them, until it is measured. */
    private static final double GUESS = 1 / 3.0;

    private final int epochs;
    private final int steps;
    private final int validationSteps;
    private double stepSeconds;
    private long stepsTaken;
    private double validationSeconds = -1;

    /**
     * A forecast for so many epochs.
     *
     * @param steps of training in each
     * @param validationSteps after each
     */
    Forecast(int epochs, int steps, int validationSteps) {
        this.epochs = epochs;
        this.steps = steps;
        this.validationSteps = validationSteps;
    }

    void trained(double seconds) {
        stepSeconds += seconds;
        stepsTaken++;
    }

    void validated(double seconds) {
        validationSeconds = seconds;
    }

    /** What is left after step {@code step} of {@code epoch}, both from 1; at least one step was taken. */
    Duration left(int epoch, int step) {
        double each = stepSeconds / stepsTaken;
        double validation = validationSeconds < 0 ? each * GUESS * validationSteps : validationSeconds;
        double seconds = (epochs - epoch) * (each * steps + validation) + (steps - step) * each + validation;
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
