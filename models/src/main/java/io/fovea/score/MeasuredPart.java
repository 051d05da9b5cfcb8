package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Splits;
import java.util.Arrays;
import java.util.Locale;

/** Which part of a recipe's data a model is measured on. */
public enum MeasuredPart {
    /** The held-out examples of the data that the model was trained with, and all of any other data. */
    AUTO,
    /** What it learns from. */
    TRAIN,
    /** What chooses the best weights. */
    VALIDATION,
    /** What is held out. */
    TEST,
    /** All there is. */
    ALL;

    /** What a user calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part of a word.
     *
     * @throws FoveaException when there is none, with those that there are
     */
    public static MeasuredPart parse(String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException(
                        "There is no split '" + word + "'; there are train, validation and test, and all of them."));
    }

    /** This part of data that is shared out. */
    Dataset of(Splits splits) {
        return switch (this) {
            case TRAIN -> splits.train();
            case VALIDATION -> splits.validation();
            case TEST -> splits.test();
            case AUTO, ALL -> throw new IllegalArgumentException(word() + " is no part of data that is shared out");
        };
    }
}
