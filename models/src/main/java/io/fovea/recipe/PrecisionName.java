package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** What a training computes in. */
public enum PrecisionName implements RecipeWord {
    /** The faster one where it is trained. */
    AUTO,
    /** float32. */
    FP32,
    /** bfloat16 in convolutions and products. */
    BF16;

    /**
     * The precision of a word; {@link #AUTO} where it is empty.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PrecisionName parse(String word) {
        return word.isEmpty() ? AUTO : RecipeWord.find(PrecisionName.class, "precision", word);
    }
}
