package io.fovea.task;

import io.fovea.image.Image;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written of one answer.
 *
 * @param pictures by what follows the stem in the names of their files, with its suffix: {@code -overlay.png}
 * @param documents by the same: {@code -rois.zip}
 * @param folders by the same: {@code -labels.ome.zarr}
 * @param additions to the image itself
 * @param details rows of the job's {@linkplain Job#detailsTable second table}
 */
public record Outcome(
        Findings findings,
        Map<String, Image> pictures,
        Map<String, ImageDocument> documents,
        Map<String, ResultFolder> folders,
        List<ImageAddition> additions,
        Details details) {
    /** Copies the maps, in their order. */
    public Outcome {
        pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
        additions = List.copyOf(additions);
    }

    /** Without folders and additions. */
    public Outcome(
            Findings findings, Map<String, Image> pictures, Map<String, ImageDocument> documents, Details details) {
        this(findings, pictures, documents, Map.of(), List.of(), details);
    }

    /** Rows of the table and pictures alone. */
    Outcome(Findings findings, Map<String, Image> pictures) {
        this(findings, pictures, Map.of(), Details.NONE);
    }
}
