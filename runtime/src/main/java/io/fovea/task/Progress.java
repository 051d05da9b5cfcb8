package io.fovea.task;

/** Is told how far long work has come. */
@FunctionalInterface
public interface Progress {
    /**
     * Hears of a step.
     *
     * @param fraction done, 0..1
     * @param message what is being done, short
     */
    void report(double fraction, String message);
}
