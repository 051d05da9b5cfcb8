package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How feature maps become one row of numbers for each image. */
public enum Pooling implements RecipeWord {
    /** The mean of each map. */
    AVERAGE,
    /** The largest value of each map. */
    MAX,
    /** All values, one after the other. */
    FLATTEN;

    /**
     * The pooling of a word.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Pooling parse(String word) {
        return RecipeWord.find(Pooling.class, "pooling", word);
    }
}
