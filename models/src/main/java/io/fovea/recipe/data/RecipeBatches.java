package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Augmenter;
import io.fovea.data.Batches;
import io.fovea.data.BorderWeights;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.image.Preparation;
import io.fovea.image.Stretch;
import io.fovea.model.Fit;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import java.util.OptionalInt;

/** Examples on their way into a network, as a recipe says. */
public final class RecipeBatches {

    /** Share of the Java heap in which training images are kept; what does not fit is read again every epoch. */
    private static final double TRAINING_CACHE = 0.4;

    private static final double UNLABELLED_CACHE = 0.2;

    private static final double VALIDATION_CACHE = 0.1;

    private RecipeBatches() {}

    /** Training examples with no more pixels than their variations can show, kept in memory as far as they fit. */
    public static Dataset keptForTraining(Recipe recipe, Dataset train) {
        return kept(recipe, train, recipe.augmentation(), TRAINING_CACHE);
    }

    /** Training examples that a teacher labelled, likewise. */
    public static Dataset keptBesideTraining(Recipe recipe, Dataset labelled) {
        return kept(recipe, labelled, recipe.augmentation(), UNLABELLED_CACHE);
    }

    /** Validation examples, likewise. */
    public static Dataset keptForValidation(Recipe recipe, Dataset validation) {
        return kept(recipe, validation, Augmentation.NONE, VALIDATION_CACHE);
    }

    private static Dataset kept(Recipe recipe, Dataset examples, Augmentation augmentation, double share) {
        Preparation whole = recipe.input().toInput().preparation();
        Augmenter augmenter = augmenter(recipe, augmentation);
        return examples.map(example -> augmenter.reduced(stretched(whole, example)))
                .cached(share);
    }

    /**
     * Batches to learn from: varied, in an order of their own every epoch.
     *
     * @param kept what {@link #keptForTraining} gave
     * @param skipped is told of damaged files
     */
    public static Batches training(Recipe recipe, Dataset kept, Skipped skipped) {
        Dataset repeated = kept.repeated(recipe.data().repeats());
        return batches(recipe, repeated, recipe.augmentation(), true, skipped);
    }

    /**
     * Batches to measure with: as they are, always the same.
     *
     * @param kept what {@link #keptForValidation} gave
     * @param skipped is told of damaged files
     */
    public static Batches validation(Recipe recipe, Dataset kept, Skipped skipped) {
        return batches(recipe, kept, Augmentation.NONE, false, skipped);
    }

    private static Batches batches(
            Recipe recipe, Dataset examples, Augmentation augmentation, boolean shuffle, Skipped skipped) {
        Preparation whole = recipe.input().toInput().preparation();
        Preparation unstretched = whole.with(whole.normalisation().with(Stretch.NONE, 0, 100));
        if (recipe.objects().isPresent()) {
            return new Batches(
                    examples,
                    unstretched,
                    augmenter(recipe, augmentation),
                    recipe.training().batch(),
                    recipe.objects().get().truth(),
                    recipe.training().seed(),
                    shuffle,
                    skipped);
        }
        return new Batches(
                examples,
                unstretched,
                augmenter(recipe, augmentation),
                recipe.training().batch(),
                recipe.data().contour(),
                // What measures counts every pixel alike.
                shuffle ? recipe.training().loss().border() : BorderWeights.NONE,
                recipe.training().seed(),
                shuffle,
                skipped);
    }

    /** Its levels are measured on the whole image, as they are in use. */
    static Example stretched(Preparation preparation, Example example) {
        return example.with(preparation.prepare(example.image()).stretched());
    }

    static Augmenter augmenter(Recipe recipe, Augmentation augmentation) {
        InputSpec input = recipe.input();
        OptionalInt crop = recipe.data().crop();
        if (crop.isPresent()) {
            return Augmenter.cropping(augmentation, crop.getAsInt(), crop.getAsInt());
        }
        if (input.width().isEmpty() || input.height().isEmpty()) {
            throw new FoveaException("The network takes any size; say with 'crop' how large the squares are that"
                    + " recipe '" + recipe.name() + "' trains on.");
        }
        int width = input.width().getAsInt();
        int height = input.height().getAsInt();
        return input.fit() == Fit.RESIZE
                ? new Augmenter(augmentation, width, height)
                : Augmenter.cropping(augmentation, width, height);
    }
}
