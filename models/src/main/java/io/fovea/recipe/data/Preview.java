package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.PreviewSheet;
import io.fovea.recipe.Recipe;
import java.nio.file.Path;

/** Shows how a recipe varies its training examples, before anything is trained. */
public final class Preview {

    private Preview() {}

    /**
     * Writes a PNG file with nine variations of one training example, as the network will see it.
     *
     * @param data the folder or zip file that the recipe's paths begin in
     * @param index of the training example, from 0
     * @throws FoveaException when the data is not there, has no such example, or the file cannot be written
     */
    public static void write(Recipe recipe, Path data, int index, Path file) {
        Dataset train = RecipeData.open(recipe, data).train();
        if (index < 0 || index >= train.size()) {
            throw new FoveaException("There is no training example " + index + "; they are numbered from 0 to "
                    + (train.size() - 1) + ".");
        }
        Example example = RecipeBatches.stretched(recipe.input().toInput().preparation(), train.get(index));
        PreviewSheet.write(
                file,
                PreviewSheet.variations(
                        RecipeBatches.augmenter(recipe, recipe.augmentation()),
                        example,
                        recipe.training().seed()));
    }
}
