package io.fovea.recipe.data;

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
public record DataLayout(DataSpec data, String task, List<String> labels, String reason) {
    /** One label for an image, or several. */
    public static final String CLASSIFICATION = "classification";

    /** A label for every pixel. */
    public static final String SEGMENTATION = "segmentation";

    /** The inside of objects, their contour, and what is around them. */
    public static final String TRIMAP = "trimap";

    /** The labels of trimaps, in the order of their classes. */
    public static final List<String> TRIMAP_LABELS = List.of("foreground", "background", "contour");

    /** Copies the labels. */
    public DataLayout {
        labels = List.copyOf(labels);
    }
}
