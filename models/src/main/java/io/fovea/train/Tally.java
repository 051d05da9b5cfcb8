package io.fovea.train;

/** Means of loss and accuracy over examples. */
final class Tally {

    /**
     * What one batch came to.
     *
     * @param examples in the batch
     * @param loss mean over them
     * @param accuracy mean over them, 0..1
     */
    record Part(int examples, double loss, double accuracy) {}

    private long examples;
    private double loss;
    private double accuracy;

    void add(Part part) {
        examples += part.examples();
        loss += part.loss() * part.examples();
        accuracy += part.accuracy() * part.examples();
    }

    /** Mean loss so far; not a number before the first batch. */
    double loss() {
        return loss / examples;
    }

    /** Mean accuracy so far, 0..1; not a number before the first batch. */
    double accuracy() {
        return accuracy / examples;
    }
}
