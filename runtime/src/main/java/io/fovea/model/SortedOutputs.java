package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import java.util.Locale;
import java.util.Optional;

/** Outputs of their own for boxes, scores and classes: known by their names, as no shape tells a score from a class. */
public final class SortedOutputs {
    private SortedOutputs() {}

    /** Whether the name of an output is that of boxes. */
    public static boolean isBoxes(String name) {
        return has(name, "box");
    }

    /** Whether the name of an output is that of scores. */
    public static boolean isScores(String name) {
        return has(name, "score");
    }

    /** Whether the name of an output is that of classes. */
    public static boolean isClasses(String name) {
        return has(name, "class") || has(name, "label");
    }

    private static boolean has(String name, String word) {
        return name.toLowerCase(Locale.ROOT).contains(word);
    }

    /** Whether an output is the boxes beside which there are scores and classes, one for each. */
    static boolean areBoxes(ValueInfo output, Graph graph) {
        return isBoxes(output.name())
                && rank(output).filter(rank -> rank == 2 || rank == 3).isPresent()
                && output.shape().sizes()[rank(output).orElse(0) - 1] == 4
                && graph.outputs().stream()
                        .anyMatch(other -> isScores(other.name())
                                && rank(other).equals(rank(output).map(rank -> rank - 1)))
                && graph.outputs().stream()
                        .anyMatch(other -> isClasses(other.name())
                                && rank(other).equals(rank(output).map(rank -> rank - 1)));
    }

    private static Optional<Integer> rank(ValueInfo output) {
        return output.shape().known() ? Optional.of(output.shape().rank()) : Optional.empty();
    }
}
