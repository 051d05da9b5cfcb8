package io.fovea.recipe;

import io.fovea.data.BorderWeights;
import io.fovea.data.Range;
import java.util.List;

/**
 * How wrong scores are said to be.
 *
 * @param name which loss
 * @param labelSmoothing share of certainty that cross-entropies take from the truth, 0..1
 * @param classWeights how much each class counts, from 0; empty where all count alike
 * @param focus of the focal loss: its exponent, from 0, which makes it a cross-entropy
 * @param falsePositives of Tversky's loss: what counts what is too much, from 0
 * @param falseNegatives of Tversky's loss: what counts what is missed, from 0
 * @param border of cross-entropies of objects: how much more the gaps between them count
 */
public record LossSpec(
        LossName name,
        double labelSmoothing,
        List<Double> classWeights,
        double focus,
        double falsePositives,
        double falseNegatives,
        BorderWeights border) {

    private static final int STRONGEST_FOCUS = 10;

    /** Copies the weights and refuses what makes no sense. */
    public LossSpec {
        classWeights = List.copyOf(classWeights);
        Range.between(0, 1).check("labelSmoothing", labelSmoothing);
        Range.between(0, STRONGEST_FOCUS).check("focus", focus);
        Range.atLeast(0).check("falsePositives", falsePositives);
        Range.atLeast(0).check("falseNegatives", falseNegatives);
        for (double weight : classWeights) {
            Range.atLeast(0).check("classWeights", weight);
        }
    }
}
