package io.fovea.explain;

import io.fovea.explain.method.Method;
import java.util.Optional;

/**
 * Why a model gives an image a class.
 *
 * @param classIndex of the class, from 0
 * @param label of the class
 * @param probability of the class, 0..1; of a segmentation, its mean over the region explained
 * @param method that made the map
 * @param layer that the map explains, several joined by {@code +}; {@code input} for methods that explain pixels
 * @param map where the model looks
 * @param note why the map is blank, if it is, and why it was made by another method than was asked for: sentences
 * @param seconds wall time
 */
public record Explanation(
        int classIndex,
        String label,
        double probability,
        Method method,
        String layer,
        HeatMap map,
        Optional<String> note,
        double seconds) {

    /** The same with another note. */
    Explanation noted(String sentence) {
        return new Explanation(classIndex, label, probability, method, layer, map, Optional.of(sentence), seconds);
    }
}
