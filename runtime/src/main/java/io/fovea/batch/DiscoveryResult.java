package io.fovea.batch;

import io.fovea.image.Image;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Concepts that a network has by itself.
 *
 * @param layer that they were found in
 * @param images how many images of each class they were found in
 * @param concepts the most important first
 */
public record DiscoveryResult(String layer, List<ClassCount> images, List<Concept> concepts) {
    /** Copies the lists. */
    public DiscoveryResult {
        images = List.copyOf(images);
        concepts = List.copyOf(concepts);
    }

    /** How many images there are of a class. */
    public record ClassCount(String label, int images) {}

    /**
     * A concept.
     *
     * @param name {@code concept-1} for the most important
     * @param importances one for each class
     * @param patches those that carry most of it, each of another image
     * @param where the images of the first of them, with a map of where the concept is
     */
    public record Concept(String name, List<Importance> importances, List<Patch> patches, List<Patch> where) {
        /** Copies the lists. */
        public Concept {
            importances = List.copyOf(importances);
            patches = List.copyOf(patches);
            where = List.copyOf(where);
        }
    }

    /**
     * What a concept does for a class.
     *
     * @param importance what it adds to the class's score, mean over the images of the class
     * @param share of the sizes of all concepts' importances for the class, -1..1
     * @param total its total Sobol index, mean over the images of the class; empty where it is not measured
     */
    public record Importance(String label, double importance, double share, OptionalDouble total) {}

    /**
     * A picture.
     *
     * @param image the name of the image that it is of
     * @param picture 8-bit
     */
    public record Patch(String image, Image picture) {}
}
