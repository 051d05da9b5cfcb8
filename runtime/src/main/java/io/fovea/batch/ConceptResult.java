package io.fovea.batch;

import io.fovea.concept.ConceptScore;
import io.fovea.image.Image;
import java.util.List;

/**
 * What was found of concepts that were given by pictures.
 *
 * @param layer that they were looked for in
 * @param scores by concept, then by class
 * @param concepts for show
 * @param notes what a user should know of how it was found, in sentences
 */
public record ConceptResult(String layer, List<ConceptScore> scores, List<Concept> concepts, List<String> notes) {
    /** Copies the lists. */
    public ConceptResult {
        scores = List.copyOf(scores);
        concepts = List.copyOf(concepts);
        notes = List.copyOf(notes);
    }

    /**
     * A concept in pictures.
     *
     * @param pictures some of those that it was learnt from
     * @param likest images that are most like it, the likest first
     * @param unlikest images that are least like it, the unlikest first
     */
    public record Concept(String name, List<Image> pictures, List<Shown> likest, List<Shown> unlikest) {
        /** Copies the lists. */
        public Concept {
            pictures = List.copyOf(pictures);
            likest = List.copyOf(likest);
            unlikest = List.copyOf(unlikest);
        }
    }

    /**
     * A small picture of an image.
     *
     * @param likeness to the concept, -1..1
     */
    public record Shown(String name, double likeness, Image small) {}
}
