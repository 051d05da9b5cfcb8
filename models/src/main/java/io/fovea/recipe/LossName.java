package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How wrong scores are said to be. */
public enum LossName implements RecipeWord {
    /** What fits the network's end: sparse categorical cross-entropy after a softmax, binary after a sigmoid. */
    AUTO,
    /** Minus the logarithm of the right class's probability, classes by their numbers. */
    SPARSE_CATEGORICAL_CROSSENTROPY,
    /** The same, classes by ones and zeros. */
    CATEGORICAL_CROSSENTROPY,
    /** Minus the logarithm of the probability of what is true of each class by itself. */
    BINARY_CROSSENTROPY,
    /** One minus the overlap of what is there and what is answered (Milletari et al., 2016). */
    DICE,
    /** The sum of Dice's loss and the cross-entropy that fits the network's end. */
    DICE_CROSSENTROPY,
    /** The cross-entropy that fits the network's end, less where the answer is nearly right (Lin et al., 2017). */
    FOCAL,
    /** Dice's loss in which what is missed and what is too much count differently (Salehi et al., 2017). */
    TVERSKY,
    /** The mean of the squared differences between probabilities and truth. */
    MEAN_SQUARED_ERROR;

    /** Whether it is a cross-entropy of classes that exclude each other. */
    public boolean isCategorical() {
        return this == SPARSE_CATEGORICAL_CROSSENTROPY || this == CATEGORICAL_CROSSENTROPY;
    }

    /** Whether it counts pixels one by one, so that some may count more: cross-entropies of classes, alone or beside Dice's. */
    public boolean countsPixels() {
        return this == AUTO || this == DICE_CROSSENTROPY || isCategorical();
    }

    /**
     * The loss of a word; {@link #AUTO} where it is empty.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LossName parse(String word) {
        return word.isEmpty() ? AUTO : RecipeWord.find(LossName.class, "loss", word);
    }
}
