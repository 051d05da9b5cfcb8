package io.fovea.plan;

import io.fovea.recipe.DataSpec;
import java.util.List;

/**
 * How data lies in a folder.
 *
 * @param data where its examples are, in a recipe's words
 * @param task what is to be learnt, in a recipe's word
 * @param labels one per class
 * @param reason why this was taken for that kind of data
 */
record DataLayout(DataSpec data, String task, List<String> labels, String reason) {
    static final String CLASSIFICATION = "classification";
    static final String SEGMENTATION = "segmentation";
    static final String TRIMAP = "trimap";

    /** The labels of trimaps, in the order of their classes. */
    static final List<String> TRIMAP_LABELS = List.of("foreground", "background", "contour");

    /** Copies the labels. */
    DataLayout {
        labels = List.copyOf(labels);
    }
}
