package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fovea.model.Scored;
import java.util.Locale;

/** The value that tells the best epoch: a column of a training's history. */
public enum MonitoredValue implements RecipeWord {
    /** Mean loss over the training batches. */
    LOSS,
    /** Share of answers that were right in training. */
    ACCURACY,
    /** Mean loss over the validation examples. */
    VAL_LOSS,
    /** Share of answers that were right in validation. */
    VAL_ACCURACY,
    /** Mean F1 of a classifier's classes or labels. */
    VAL_F1,
    /** Share of images whose class is among the first five. */
    VAL_TOP5,
    /** Mean intersection over union of a segmenter's classes. */
    VAL_MEAN_IOU;

    /** From so many classes on, {@link #VAL_TOP5} is measured. */
    public static final int MANY_CLASSES = 10;

    /** Of up to so many classes, {@link #VAL_F1} and {@link #VAL_MEAN_IOU} are measured. */
    public static final int MOST_CLASSES = 256;

    /** The history's column: with underscores, as in Keras. */
    @Override
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a small one is better than a large one. */
    public boolean isBestLow() {
        return this == LOSS || this == VAL_LOSS;
    }

    /** Whether there is such a value in a training by {@code recipe}. */
    public boolean isMeasuredIn(Recipe recipe) {
        boolean perPixel = recipe.task().scored() == Scored.PIXELS;
        int labels = recipe.labels().size();
        return switch (this) {
            case VAL_MEAN_IOU -> perPixel && labels <= MOST_CLASSES;
            case VAL_F1 -> !perPixel && (recipe.isMultiLabel() || labels <= MOST_CLASSES);
            case VAL_TOP5 -> !perPixel && !recipe.isMultiLabel() && labels >= MANY_CLASSES;
            case LOSS, ACCURACY, VAL_LOSS, VAL_ACCURACY -> true;
        };
    }

    /**
     * The value of a column; the loss in validation where the word is empty.
     *
     * @throws io.fovea.FoveaException when it is none that can be monitored, with those that can
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MonitoredValue parse(String word) {
        return word.isEmpty() ? VAL_LOSS : RecipeWord.find(MonitoredValue.class, "monitored value", word);
    }
}
