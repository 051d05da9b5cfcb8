package io.fovea.concept;

import java.util.List;

/**
 * What runs gave for a concept and a class.
 *
 * @param scores of each run the share of images whose score grows along the concept, 0..1
 * @param sensitivities of each run by how much it grows on the way from random pictures to those of the concept, mean over
 *     images
 */
record ConceptRuns(Sample scores, Sample sensitivities) {

    /**
     * That of the vectors of some runs.
     *
     * @param slopes of the class's score, for each image
     */
    static ConceptRuns of(List<ConceptVector> vectors, List<float[]> slopes) {
        double[] scores = new double[vectors.size()];
        double[] sensitivities = new double[vectors.size()];
        for (int run = 0; run < scores.length; run++) {
            ConceptVector vector = vectors.get(run);
            for (float[] image : slopes) {
                double slope = vector.along(image);
                scores[run] += (slope > 0 ? 1.0 : 0) / slopes.size();
                sensitivities[run] += slope * vector.gap() / slopes.size();
            }
        }
        return new ConceptRuns(Sample.of(scores), Sample.of(sensitivities));
    }

    /** How probable it is that the mean scores of these runs and of others differ as much by chance, 0..1. */
    double scoreP(ConceptRuns others) {
        return StudentT.welch(scores, others.scores).twoSided();
    }

    /** How probable it is that the mean sensitivity is one of those of other runs, 0..1. */
    double sensitivityP(ConceptRuns others) {
        return StudentT.outlier(sensitivities.mean(), others.sensitivities).twoSided();
    }
}
