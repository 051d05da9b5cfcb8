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
    PLATEAU,
    /**
     * It rises from a 25th along a cosine and falls along another, to a 250,000th: as PyTorch's one cycle, after Smith and
     * Topin (2018), without a cycle of the momentum.
     */
    ONE_CYCLE;

    /** How much of one cycle rises. */
    private static final double RISING = 0.3;

    /** The epochs over which it rises at first where nothing is said, of {@code epochs} in all. */
    public double usualWarmUp(int epochs) {
        return switch (this) {
            case COSINE -> Math.min(1, epochs / 10.0);
            case ONE_CYCLE -> RISING * epochs;
            case CONSTANT, STEP, PLATEAU -> 0;
        };
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
