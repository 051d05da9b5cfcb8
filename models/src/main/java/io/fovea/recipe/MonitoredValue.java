package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fovea.FoveaException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The value that tells the best epoch: a column of a training's history, a usual one or a metric of a Java program.
 *
 * @param word the history's column: with underscores, as in Keras
 * @param isBestLow whether a small one is better than a large one; of usual values this is known, whatever is given
 */
public record MonitoredValue(String word, boolean isBestLow) {

    /** Mean loss over the training batches. */
    public static final MonitoredValue LOSS = usual("loss");

    /** Share of answers that were right in training. */
    public static final MonitoredValue ACCURACY = usual("accuracy");

    /** Mean loss over the validation examples. */
    public static final MonitoredValue VAL_LOSS = usual("val_loss");

    /** Share of answers that were right in validation. */
    public static final MonitoredValue VAL_ACCURACY = usual("val_accuracy");

    /** Mean F1 of a classifier's classes or labels. */
    public static final MonitoredValue VAL_F1 = usual("val_f1");

    /** Share of images whose class is among the first five. */
    public static final MonitoredValue VAL_TOP5 = usual("val_top5");

    /** Mean intersection over union of a segmenter's classes. */
    public static final MonitoredValue VAL_MEAN_IOU = usual("val_mean_iou");

    /** What Fovea measures by itself, where task and labels allow it. */
    public static final List<MonitoredValue> USUAL =
            List.of(LOSS, ACCURACY, VAL_LOSS, VAL_ACCURACY, VAL_F1, VAL_TOP5, VAL_MEAN_IOU);

    /** From so many classes on, {@link #VAL_TOP5} is measured. */
    public static final int MANY_CLASSES = 10;

    /** Of up to so many classes, {@link #VAL_F1} and {@link #VAL_MEAN_IOU} are measured. */
    public static final int MOST_CLASSES = 256;

    /** How the column of what validation measures begins. */
    public static final String VALIDATION = "val_";

    private static final String OWN_NAME = "[a-z][a-z0-9_]*";

    /** Knows which way the usual values are better. */
    public MonitoredValue {
        isBestLow = switch (word) {
            case "loss", "val_loss" -> true;
            case "accuracy", "val_accuracy", "val_f1", "val_top5", "val_mean_iou" -> false;
            default -> isBestLow;
        };
    }

    private static MonitoredValue usual(String word) {
        return new MonitoredValue(word, false);
    }

    @Override
    @JsonValue
    public String word() {
        return word;
    }

    /** Whether Fovea measures such a value in some trainings, without a metric of a program. */
    public boolean isUsual() {
        return USUAL.stream().anyMatch(value -> value.word.equals(word));
    }

    /** Whether a metric of a program can be called so. */
    public static boolean isOwnName(String name) {
        return name.matches(OWN_NAME) && !new MonitoredValue(VALIDATION + name, false).isUsual();
    }

    /** Whether Fovea measures such a value by itself in a training by {@code recipe}. */
    public boolean isMeasuredIn(Recipe recipe) {
        return isMeasuredOf(
                recipe.isPerPixel(),
                recipe.isMultiLabel(),
                recipe.objects().isPresent() ? 2 : recipe.labels().size());
    }

    /**
     * Whether Fovea measures such a value by itself of such answers.
     *
     * @param perPixel whether every pixel is answered, or the whole image
     * @param multiLabel whether an image may have several labels
     * @param labels how many there are
     */
    public boolean isMeasuredOf(boolean perPixel, boolean multiLabel, int labels) {
        return switch (word) {
            case "val_mean_iou" -> perPixel && labels <= MOST_CLASSES;
            case "val_f1" -> !perPixel && (multiLabel || labels <= MOST_CLASSES);
            case "val_top5" -> !perPixel && !multiLabel && labels >= MANY_CLASSES;
            default -> isUsual();
        };
    }

    /**
     * The value of a column; the loss in validation where the word is empty. Of a metric that a program adds, whether a small
     * value is better is for that metric to say; until then a large one is.
     *
     * @param word {@code val_f2} for a metric {@code f2}
     * @throws FoveaException when nothing that is measured can be called so, with what there is
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MonitoredValue parse(String word) {
        if (word.isEmpty()) {
            return VAL_LOSS;
        }
        String small = word.toLowerCase(Locale.ROOT);
        return USUAL.stream()
                .filter(value -> value.word.equals(small))
                .findFirst()
                .orElseGet(() -> ofOwn(word));
    }

    private static MonitoredValue ofOwn(String word) {
        if (!word.startsWith(VALIDATION) || !isOwnName(word.substring(VALIDATION.length()))) {
            throw new FoveaException("The monitored value '" + word + "' is not known; there are "
                    + USUAL.stream().map(MonitoredValue::word).collect(Collectors.joining(", "))
                    + " and, for a metric of a Java program, " + VALIDATION + " with its name.");
        }
        return new MonitoredValue(word, false);
    }
}
