package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** What moves the weights. */
public enum OptimizerName implements RecipeWord {
    /** Adam (Kingma and Ba, 2015). */
    ADAM(0),
    /** Adam whose decay is decoupled from the gradient (Loshchilov and Hutter, 2019). */
    ADAMW(0.004),
    /** RMSprop (Tieleman and Hinton, 2012). */
    RMSPROP(0),
    /** Stochastic gradient descent. */
    SGD(0);

    private final double usualDecay;

    OptimizerName(double usualDecay) {
        this.usualDecay = usualDecay;
    }

    /** The weight decay that Keras gives it where nothing is said. */
    public double usualDecay() {
        return usualDecay;
    }

    /**
     * The optimiser of a word; RMSprop where it is empty.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OptimizerName parse(String word) {
        return word.isEmpty() ? RMSPROP : RecipeWord.find(OptimizerName.class, "optimiser", word);
    }
}
