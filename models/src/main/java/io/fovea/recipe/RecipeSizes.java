package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import java.util.Locale;

/** Whether what a recipe asks for can be held in memory, asked before any of it is made. */
final class RecipeSizes {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private RecipeSizes() {}

    /**
     * Looks at the images that a network is given, by themselves and in batches.
     *
     * @throws FoveaException if they are too large
     */
    static void require(Recipe recipe) {
        double width = recipe.trainedWidth().orElse(0);
        double height = recipe.trainedHeight().orElse(0);
        double values =
                width * height * recipe.input().channels() * recipe.training().batch();
        String what = String.format(
                Locale.ROOT,
                "A batch of %d images of %.0fx%.0f pixels, as recipe '%s' asks for,",
                recipe.training().batch(),
                width,
                height,
                recipe.name());
        if (values > LONGEST) {
            throw new FoveaException(what + " has more values than the " + LONGEST + " that can be held at once; give a"
                    + " smaller 'batch', or smaller images.");
        }
        HeapLimit.require(what, Float.BYTES * values);
    }
}
