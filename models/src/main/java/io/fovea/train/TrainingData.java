package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Archives;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.IdxDataset;
import io.fovea.data.ImageFolder;
import io.fovea.data.InstanceDataset;
import io.fovea.data.LabelTable;
import io.fovea.data.MaskFolder;
import io.fovea.data.Skipped;
import io.fovea.data.Split;
import io.fovea.data.Splits;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The examples a recipe speaks of. */
final class TrainingData {

    /** Share of the Java heap in which training images are kept; what does not fit is read again every epoch. */
    private static final double TRAINING_CACHE = 0.4;

    private static final double VALIDATION_CACHE = 0.1;

    private TrainingData() {}

    /**
     * The three parts, read when they are asked for: the data's own, where it comes in folders {@code train},
     * {@code validation} and {@code test}; what it lacks is split off what there is to train on.
     *
     * @param folder a folder, or a zip in its place
     * @throws FoveaException when the data is not where the recipe says, does not fit its labels, or a part would be
     *     empty
     */
    static Splits open(Recipe recipe, Path folder) {
        if (!Archives.isFolder(folder)) {
            throw new FoveaException("There is no data folder or zip file '" + folder + "'; give it with --data.");
        }
        Consistency.check(recipe);
        RecipeSizes.require(recipe);
        DataFolders folders = DataFolders.of(recipe, folder);
        Dataset all = read(recipe, folders.train());
        Recipe.SplitSpec spec = recipe.split();
        double validations = folders.validation().isEmpty() ? spec.validation() : 0;
        double tests = folders.test().isEmpty() ? spec.test() : 0;
        Split split = spec.balanced() && all instanceof ImageFolder classes
                ? Split.balanced(classes.classes(), spec.seed(), validations, tests)
                : Split.shuffled(all.size(), spec.seed(), validations, tests);
        Dataset validation =
                folders.validation().map(place -> read(recipe, place)).orElse(all.subset(split.validation()));
        Dataset test = folders.test().map(place -> read(recipe, place)).orElse(all.subset(split.test()));
        requireSome(recipe, validation, "validation", "chooses the best weights");
        requireSome(recipe, test, "test", "measures the model");
        return new Splits(all.subset(split.train()), validation, test);
    }

    /** What the held-out examples are, in words. */
    static String testName(Recipe recipe, Path folder) {
        Recipe.SplitSpec split = recipe.split();
        if (DataFolders.of(recipe, folder).test().isPresent()) {
            return "the data's own test set";
        }
        String part = split.test() < 1 ? Math.round(100 * split.test()) + "%" : Math.round(split.test()) + " examples";
        return "held-out " + part + ", seed " + split.seed();
    }

    /** How the examples came into their parts, in words. */
    static String splitName(Recipe recipe, Path folder) {
        DataFolders folders = DataFolders.of(recipe, folder);
        String drawn = "shuffled with seed " + recipe.split().seed()
                + (recipe.split().balanced() ? ", every class alike" : "");
        if (folders.test().isEmpty()) {
            return folders.validation().isEmpty() ? drawn : "the data's own validation set; test set " + drawn;
        }
        return folders.validation().isEmpty()
                ? "the data's own test set; validation " + drawn
                : "the data's own folders for training, validation and test";
    }

    private static void requireSome(Recipe recipe, Dataset part, String name, String purpose) {
        if (part.size() == 0) {
            throw new FoveaException("The split of recipe '" + recipe.name() + "' leaves no examples for " + name
                    + ", which " + purpose + "; give it a share or a number with 'split'.");
        }
    }

    private static Dataset read(Recipe recipe, DataFolders.Place place) {
        return switch (recipe.data().kind()) {
            case "idx" -> idx(recipe, place);
            case "folder" -> ImageFolder.of(place.images(), recipe.labels());
            case "masks" -> MaskFolder.of(place.images(), place.labels(), values(recipe));
            case "instances" -> InstanceDataset.of(place.images(), place.labels());
            case "table" ->
                recipe.data().labels().isEmpty()
                        ? LabelTable.ofFolders(place.images(), recipe.labels())
                        : LabelTable.ofCsv(place.labels(), place.images(), recipe.labels());
            default ->
                throw new FoveaException("The kind of data '" + recipe.data().kind()
                        + "' is not known; it is idx, folder, masks, instances or table.");
        };
    }

    private static Dataset idx(Recipe recipe, DataFolders.Place place) {
        IdxDataset examples = IdxDataset.read(place.images(), place.labels());
        Consistency.check(recipe, examples);
        return examples;
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

    /** Batches to learn from: varied, in an order of their own every epoch. {@code skipped} is told of damaged files. */
    static Batches training(Recipe recipe, Dataset train, Skipped skipped) {
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < train.size(); i++) {
            repeated.addAll(Collections.nCopies(recipe.data().repeats(), i));
        }
        return batches(recipe, train, repeated, recipe.augmentation(), true, skipped);
    }

    /** Batches to measure with: as they are, always the same. */
    static Batches validation(Recipe recipe, Dataset validation, Skipped skipped) {
        List<Integer> once = IntStream.range(0, validation.size()).boxed().toList();
        return batches(recipe, validation, once, Augmentation.NONE, false, skipped);
    }

    private static Batches batches(
            Recipe recipe,
            Dataset examples,
            List<Integer> order,
            Augmentation augmentation,
            boolean shuffle,
            Skipped skipped) {
        Preparation whole = recipe.input().toInput().preparation();
        Preparation unstretched = new Preparation(
                whole.color(), whole.layout(), whole.normalisation().with(Stretch.NONE, 0, 100));
        Augmenter augmenter = augmenter(recipe, augmentation);
        Dataset kept = examples.map(example -> augmenter.reduced(stretched(whole, example)))
                .cached(shuffle ? TRAINING_CACHE : VALIDATION_CACHE)
                .subset(order);
        return new Batches(
                kept,
                unstretched,
                augmenter,
                recipe.training().batch(),
                recipe.data().contour(),
                recipe.training().seed(),
                shuffle,
                skipped);
    }

    /** Its levels are measured on the whole image, as they are in use. */
    static Example stretched(Preparation preparation, Example example) {
        return new Example(example.name(), preparation.prepare(example.image()).stretched(), example.target());
    }

    static Augmenter augmenter(Recipe recipe, Augmentation augmentation) {
        InputSpec input = recipe.input();
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
