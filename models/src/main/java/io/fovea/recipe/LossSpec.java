package io.fovea.recipe;

import io.fovea.data.Range;
import java.util.List;

/**
 * How wrong scores are said to be.
 *
 * @param name which loss
 * @param labelSmoothing share of certainty that cross-entropies take from the truth, 0..1
 * @param classWeights how much each class counts, from 0; empty where all count alike
 */
public record LossSpec(LossName name, double labelSmoothing, List<Double> classWeights) {

    /** Copies the weights and refuses what makes no sense. */
    public LossSpec {
        classWeights = List.copyOf(classWeights);
        Range.between(0, 1).check("labelSmoothing", labelSmoothing);
        for (double weight : classWeights) {
            Range.atLeast(0).check("classWeights", weight);
        }
    }
}
