package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.IdxDataset;
import io.fovea.data.InstanceDataset;
import io.fovea.data.Split;
import io.fovea.data.Splits;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The examples a recipe speaks of. */
final class TrainingData {

    private TrainingData() {}

    /**
     * The three parts, read when they are asked for.
     *
     * @throws FoveaException when the data is not where the recipe says
     */
    static Splits open(Recipe recipe, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FoveaException("There is no data folder '" + folder + "'; give it with --data.");
        }
        Recipe.DataSpec data = recipe.data();
        Dataset all = read(data.kind(), folder, data.images(), data.labels());
        Recipe.SplitSpec spec = recipe.split();
        Split split = Split.shuffled(all.size(), spec.seed(), spec.validation(), spec.test());
        Dataset test = data.testImages().isEmpty()
                ? all.subset(split.test())
                : read(data.kind(), folder, data.testImages(), data.testLabels());
        return new Splits(all.subset(split.train()), all.subset(split.validation()), test);
    }

    private static Dataset read(String kind, Path folder, String images, String labels) {
        return switch (kind) {
            case "idx" -> IdxDataset.read(folder.resolve(images), folder.resolve(labels));
            case "instances" -> InstanceDataset.of(folder.resolve(images), folder.resolve(labels));
            default ->
                throw new FoveaException("The kind of data '" + kind + "' is not known; it is idx or instances.");
        };
    }

    /** Batches to learn from: varied, in an order of their own every epoch. */
    static Batches training(Recipe recipe, Dataset train) {
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < train.size(); i++) {
            repeated.addAll(Collections.nCopies(recipe.data().repeats(), i));
        }
        return batches(recipe, stretched(recipe, train).cached().subset(repeated), recipe.augmentation(), true);
    }

    /** Batches to measure with: as they are, always the same. */
    static Batches validation(Recipe recipe, Dataset validation) {
        return batches(recipe, stretched(recipe, validation).cached(), Augmentation.NONE, false);
    }

    private static Dataset stretched(Recipe recipe, Dataset dataset) {
        Preparation preparation = recipe.input().toInput().preparation();
        return dataset.map(example ->
                new Example(example.name(), preparation.prepare(example.image()).stretched(), example.target()));
    }

    private static Batches batches(Recipe recipe, Dataset dataset, Augmentation augmentation, boolean shuffle) {
        Recipe.InputSpec input = recipe.input();
        int crop = recipe.data().crop();
        int width = crop == 0 ? input.width() : crop;
        int height = crop == 0 ? input.height() : crop;
        if (width == 0 || height == 0) {
            throw new FoveaException("The network takes any size; say with 'crop' how large the squares are that"
                    + " recipe '" + recipe.name() + "' trains on.");
        }
        Preparation whole = recipe.input().toInput().preparation();
        Preparation preparation = new Preparation(
                whole.color(), whole.layout(), whole.normalisation().with(Stretch.NONE, 0, 100));
        return new Batches(
                dataset,
                preparation,
                new Augmenter(augmentation, width, height),
                recipe.training().batch(),
                recipe.data().contour(),
                recipe.training().seed(),
                shuffle);
    }
}
