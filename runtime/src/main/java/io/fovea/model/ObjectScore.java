package io.fovea.model;

/**
 * The probability that an object is right: that it covers a true one with an intersection over union above 0.5. A logistic
 * regression on how sure the model is of the object's pixels, and on its size.
 *
 * @param offset where both others are 0
 * @param certainty weight of the log odds of {@code c}, the mean over its pixels of the probability of the most probable class
 * @param size weight of the natural logarithm of its area in pixels, as the network saw it
 */
public record ObjectScore(double offset, double certainty, double size) {
    private static final double LEAST_ODDS = 1e-4;

    /** Checks that all three are numbers. */
    public ObjectScore {
        if (!(Math.abs(offset) + Math.abs(certainty) + Math.abs(size) < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("object-score needs three numbers that are finite");
        }
    }

    /** The log odds of a probability, which is kept off 0 and 1. */
    public static double logOdds(double probability) {
        double kept = Math.max(LEAST_ODDS, Math.min(1 - LEAST_ODDS, probability));
        return Math.log(kept / (1 - kept));
    }

    /**
     * That of an object, 0..1.
     *
     * @param sure mean over its pixels of the probability that the network gives the most probable class, 0..1, without temperature
     * @param area in pixels as the network saw it
     */
    public double of(double sure, double area) {
        return 1 / (1 + Math.exp(-(offset + certainty * logOdds(sure) + size * Math.log(Math.max(1, area)))));
    }
}
