package io.fovea.inspect;

/**
 * What a model reached on an image.
 *
 * @param score 0..1
 * @param probability of the right answer, 0..1
 * @param logLikelihood the natural logarithm of the right answer's probability, 0 at most; of an image with many answers the mean
 */
record Mark(double score, double probability, double logLikelihood) {
    /** Below this a probability in single precision says no more than that it is small. */
    private static final double LEAST = 1e-6;

    /** Of one answer. */
    static Mark of(double score, double probability) {
        return new Mark(score, probability, logLikelihood(probability));
    }

    /** Of one answer's probability; bounded, so that one answer which is wholly wrong does not outweigh all others. */
    static double logLikelihood(double probability) {
        return Math.log(Math.min(1, Math.max(LEAST, probability)));
    }
}
