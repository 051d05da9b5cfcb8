package io.fovea.task;

import io.fovea.image.Image;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written of one answer.
 *
 * @param pictures by what follows the stem in the names of their files, with its suffix: {@code -overlay.png}
 */
public record Outcome(Findings findings, Map<String, Image> pictures) {
    /** Copies the map, in its order. */
    public Outcome {
        pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    }
}
