package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.IdxDataset;
import io.fovea.data.ImageFolder;
import io.fovea.data.InstanceDataset;
import io.fovea.data.MaskFolder;
import io.fovea.data.Split;
import io.fovea.data.Splits;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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
        Dataset all = read(recipe, folder, data.images(), data.labels());
        Recipe.SplitSpec spec = recipe.split();
        Split split = Split.shuffled(all.size(), spec.seed(), spec.validation(), spec.test());
        Dataset test = data.testImages().isEmpty()
                ? all.subset(split.test())
                : read(recipe, folder, data.testImages(), data.testLabels());
        return new Splits(all.subset(split.train()), all.subset(split.validation()), test);
    }

    private static Dataset read(Recipe recipe, Path folder, String images, String labels) {
        Path first = folder.resolve(images);
        Path second = folder.resolve(labels);
        return switch (recipe.data().kind()) {
            case "idx" -> IdxDataset.read(first, second);
            case "folder" -> ImageFolder.of(first, recipe.labels());
            case "masks" -> MaskFolder.of(first, second, values(recipe));
            case "instances" -> InstanceDataset.of(first, second);
            default ->
                throw new FoveaException("The kind of data '" + recipe.data().kind()
                        + "' is not known; it is idx, folder, masks or instances.");
        };
    }

    private static List<Integer> values(Recipe recipe) {
        List<Integer> values = recipe.data().values();
        int classes = recipe.labels().size();
        if (values.isEmpty()) {
            return IntStream.range(0, classes).boxed().toList();
        }
        if (values.size() != classes) {
            throw new FoveaException("Recipe '" + recipe.name() + "' has " + classes + " labels, but " + values.size()
                    + " mask values; give one value for each label.");
        }
        return values;
    }

    /** Batches to learn from: varied, in an order of their own every epoch. */
    static Batches training(Recipe recipe, Dataset train) {
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < train.size(); i++) {
            repeated.addAll(Collections.nCopies(recipe.data().repeats(), i));
        }
        return batches(recipe, train, repeated, recipe.augmentation(), true);
    }

    /** Batches to measure with: as they are, always the same. */
    static Batches validation(Recipe recipe, Dataset validation) {
        List<Integer> once = IntStream.range(0, validation.size()).boxed().toList();
        return batches(recipe, validation, once, Augmentation.NONE, false);
    }

    private static Batches batches(
            Recipe recipe, Dataset examples, List<Integer> order, Augmentation augmentation, boolean shuffle) {
        Preparation whole = recipe.input().toInput().preparation();
        Preparation unstretched = new Preparation(
                whole.color(), whole.layout(), whole.normalisation().with(Stretch.NONE, 0, 100));
        Augmenter augmenter = augmenter(recipe, augmentation);
        Dataset kept = examples.map(example -> augmenter.reduced(stretched(whole, example)))
                .cached()
                .subset(order);
        return new Batches(
                kept,
                unstretched,
                augmenter,
                recipe.training().batch(),
                recipe.data().contour(),
                recipe.training().seed(),
                shuffle);
    }

    /** Its levels are measured on the whole image, as they are in use. */
    private static Example stretched(Preparation preparation, Example example) {
        return new Example(example.name(), preparation.prepare(example.image()).stretched(), example.target());
    }

    private static Augmenter augmenter(Recipe recipe, Augmentation augmentation) {
        Recipe.InputSpec input = recipe.input();
        int crop = recipe.data().crop();
        if (crop > 0) {
            return Augmenter.cropping(augmentation, crop, crop);
        }
        if (input.width() == 0 || input.height() == 0) {
            throw new FoveaException("The network takes any size; say with 'crop' how large the squares are that"
                    + " recipe '" + recipe.name() + "' trains on.");
        }
        return input.fit() == Fit.RESIZE
                ? new Augmenter(augmentation, input.width(), input.height())
                : Augmenter.cropping(augmentation, input.width(), input.height());
    }
}
