package io.fovea.concept;

/**
 * What a concept means for a class.
 *
 * @param concept its name
 * @param label of the class
 * @param images of the class that were asked
 * @param pictures of the concept
 * @param accuracy how well the layer tells pictures of the concept from random ones, 0..1; 0.5 is chance
 * @param score the share of images whose score grows along the concept, 0..1, mean over runs (TCAV)
 * @param deviation of the score over runs
 * @param randomScore the same of pictures that are no concept
 * @param randomDeviation of that
 * @param p of a two-sided t-test (Welch) between the scores of the concept and those of no concept
 * @param corrected that times the number of tests, at most 1 (Bonferroni)
 * @param sensitivity by how much the class's score grows, as far as its slope tells, when an image moves along the concept as
 *     far as pictures of it lie from random ones; mean over images and runs
 * @param randomSensitivity the standard deviation of that over concepts that are none
 * @param sensitivityP of a two-sided t-test whether the sensitivity is one of those, times the number of tests, at most 1
 */
public record ConceptScore(
        String concept,
        String label,
        int images,
        int pictures,
        double accuracy,
        double score,
        double deviation,
        double randomScore,
        double randomDeviation,
        double p,
        double corrected,
        double sensitivity,
        double randomSensitivity,
        double sensitivityP) {
    private static final double LEVEL = 0.05;

    /** What can be said. */
    public enum Verdict {
        /** The class's score grows with the concept. */
        FOR,
        /** The class's score falls with the concept. */
        AGAINST,
        /** No more than with pictures that are no concept. */
        NEITHER
    }

    /** What can be said, where both tests must agree and both corrected p be below 0.05. */
    public Verdict verdict() {
        boolean clear = corrected < LEVEL && sensitivityP < LEVEL;
        if (clear && score > randomScore && sensitivity > 0) {
            return Verdict.FOR;
        }
        return clear && score < randomScore && sensitivity < 0 ? Verdict.AGAINST : Verdict.NEITHER;
    }
}
