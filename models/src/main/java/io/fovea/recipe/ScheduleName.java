package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How the learning rate goes. */
public enum ScheduleName implements RecipeWord {
    /** It stays. */
    CONSTANT,
    /** It is lowered after every so many epochs. */
    STEP,
    /** It falls along a cosine, to a hundredth in the last epoch. */
    COSINE,
    /** It is lowered when the monitored value stops improving. */
    PLATEAU;

    /** The epochs over which it rises at first where nothing is said, of {@code epochs} in all. */
    public double usualWarmUp(int epochs) {
        return this == COSINE ? Math.min(1, epochs / 10.0) : 0;
    }

    /**
     * The schedule of a word; constant where it is empty.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ScheduleName parse(String word) {
        return word.isEmpty() ? CONSTANT : RecipeWord.find(ScheduleName.class, "schedule", word);
    }
}
