package io.fovea.concept;

import io.fovea.explain.HeatMap;
import java.util.List;

/**
 * How much of each concept that was found is in an image, and what it does for a class.
 *
 * @param classIndex of the class
 * @param label of the class
 * @param parts one for each concept
 */
public record FoundConcepts(int classIndex, String label, List<Part> parts) {
    /** Copies the list. */
    public FoundConcepts {
        parts = List.copyOf(parts);
    }

    /**
     * One concept.
     *
     * @param importance what it adds to the class's score: {@code sum over channels c and places i of G_ci H_ki W_kc}
     * @param total its total Sobol index, 0 or above: the share of the score's variance under random amounts of all concepts that
     *     it has a part in; no number where that is not measured
     * @param strongest how much of it is in the place that has most
     * @param patch what lies around that place
     * @param map where it is, each place's share scaled to the highest
     */
    public record Part(double importance, double total, double strongest, Patch patch, HeatMap map) {}

    /**
     * A square of the image, cut off at its edges.
     *
     * @param x of the left edge, in pixels
     * @param y of the upper edge
     * @param width at least 1
     * @param height at least 1
     */
    public record Patch(int x, int y, int width, int height) {}
}
