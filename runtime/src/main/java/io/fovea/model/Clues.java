package io.fovea.model;

import io.fovea.graph.Graph;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be seen of a model without a card, from which conventions tell what it means.
 *
 * @param file the model's, beside which others may lie
 * @param form of its input
 * @param task that its output's shape speaks of
 * @param classes how many there are; not positive if unknown
 * @param head of a detector
 */
record Clues(Graph graph, Optional<Path> file, InputForm form, Task task, long classes, DetectorHead head) {

    /** A text of the metadata; empty if there is none. */
    String metadata(String key) {
        return graph.metadata().getOrDefault(key, "").strip();
    }

    /** Whether so many labels could name the classes: one score for two classes is that of the second. */
    boolean fits(int labels) {
        return labels > 0 && (labels == classes || labels == 2 && classes == 1);
    }

    /** Whether images of a size and a number of channels go in. */
    boolean takes(int width, int height, int channels) {
        return form.width().equals(OptionalInt.of(width))
                && form.height().equals(OptionalInt.of(height))
                && form.channels() == channels;
    }
}
