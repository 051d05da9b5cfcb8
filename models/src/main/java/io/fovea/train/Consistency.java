package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.IdxDataset;
import java.util.Arrays;

/** Whether a recipe's words fit one another and its data, asked before anything is trained. */
final class Consistency {

    private static final int CLASSES_OF_TRIMAPS = 3;

    private Consistency() {}

    /**
     * Checks the recipe by itself.
     *
     * @throws FoveaException when its labels do not fit its kind of data, or nothing would measure what it monitors
     */
    static void check(Recipe recipe) {
        int labels = recipe.labels().size();
        if (recipe.data().kind().equals("instances") && labels != CLASSES_OF_TRIMAPS) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has " + labels + " labels, but of instances a trimap"
                            + " is made; give it the labels foreground, background and contour.");
        }
        String monitor = recipe.training().monitor();
        boolean measured =
                switch (monitor) {
                    case "val_mean_iou" -> recipe.task().isSegmentation() && labels <= Measures.MOST;
                    case "val_f1" ->
                        !recipe.task().isSegmentation() && (recipe.isMultiLabel() || labels <= Measures.MOST);
                    case "val_top5" ->
                        !recipe.task().isSegmentation() && !recipe.isMultiLabel() && labels >= Measures.MANY;
                    default -> true;
                };
        if (!measured) {
            throw new FoveaException("Recipe '" + recipe.name() + "' monitors " + monitor
                    + ", which is not measured for this task and " + labels + " labels; monitor val_loss or "
                    + (recipe.task().isSegmentation() ? "val_mean_iou" : "val_accuracy") + ".");
        }
    }

    /**
     * Checks class numbers, where the data has such.
     *
     * @throws FoveaException when one is beyond the recipe's labels
     */
    static void check(Recipe recipe, IdxDataset examples) {
        int largest = Arrays.stream(examples.classes()).max().orElse(0);
        if (largest >= recipe.labels().size()) {
            throw new FoveaException("The data of recipe '" + recipe.name() + "' has the class number " + largest
                    + ", but the recipe's " + recipe.labels().size()
                    + " labels are numbered from 0; give a label for every class.");
        }
    }
}
