package io.fovea.train;

import io.fovea.data.Dataset;
import io.fovea.data.PreviewSheet;
import java.nio.file.Path;

/** What augmentation makes of an image, to be looked at before training. */
public final class TrainingPreview {

    private TrainingPreview() {}

    /**
     * Writes a sheet of {@value PreviewSheet#PICTURES} variations of the first training image, as a PNG file.
     *
     * @param data the folder that the recipe's paths begin in
     * @throws io.fovea.FoveaException when the data is not where the recipe says, or the file cannot be written
     */
    public static void write(Recipe recipe, Path data, Path file) {
        Dataset train = TrainingData.open(recipe, data).train();
        PreviewSheet.write(
                file,
                PreviewSheet.variations(
                        TrainingData.augmenter(recipe, recipe.augmentation()),
                        TrainingData.stretched(recipe.input().toInput().preparation(), train.get(0)),
                        recipe.training().seed()));
    }
}
