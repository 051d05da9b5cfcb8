package io.fovea.stroke;

import java.util.Arrays;

/**
 * What is learnt: a score for each class that is a weighted sum of a pixel's features.
 *
 * @param weights by class, then by feature as it is, not standardised
 * @param bias by class
 */
record LinearHead(float[][] weights, float[] bias) {

    /** Throws an {@link IllegalArgumentException} unless there is a bias for each class. */
    public LinearHead {
        if (weights.length != bias.length) {
            throw new IllegalArgumentException(weights.length + " rows of weights and " + bias.length + " biases");
        }
    }

    /** One that knows nothing. */
    static LinearHead zeros(int classes, int features) {
        return new LinearHead(new float[classes][features], new float[classes]);
    }

    /** How many classes there are. */
    int classes() {
        return bias.length;
    }

    /** How many features there are. */
    int features() {
        return weights[0].length;
    }

    /** Whether all numbers agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LinearHead that
                && Arrays.deepEquals(weights, that.weights)
                && Arrays.equals(bias, that.bias);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(weights) + Arrays.hashCode(bias);
    }

    @Override
    public String toString() {
        return "LinearHead[" + classes() + " classes of " + features() + " features]";
    }
}
