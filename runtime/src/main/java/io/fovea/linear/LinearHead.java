package io.fovea.linear;

import java.util.Arrays;

/**
 * What is learnt: a score for each class that is a weighted sum of features.
 *
 * @param weights by class, then by feature as it is, not standardised
 * @param bias by class
 */
public record LinearHead(float[][] weights, float[] bias) {

    /** Copies the arrays; throws an {@link IllegalArgumentException} unless there is a bias for each class. */
    public LinearHead {
        if (weights.length != bias.length) {
            throw new IllegalArgumentException(weights.length + " rows of weights and " + bias.length + " biases");
        }
        weights = copy(weights);
        bias = bias.clone();
    }

    /** One that knows nothing. */
    public static LinearHead zeros(int classes, int features) {
        return new LinearHead(new float[classes][features], new float[classes]);
    }

    /** How many classes there are. */
    public int classes() {
        return bias.length;
    }

    /** How many features there are. */
    public int features() {
        return weights[0].length;
    }

    /** A copy. */
    @Override
    public float[][] weights() {
        return copy(weights);
    }

    /** A copy of those of a class. */
    public float[] weights(int classIndex) {
        return weights[classIndex].clone();
    }

    /** A copy. */
    @Override
    public float[] bias() {
        return bias.clone();
    }

    private static float[][] copy(float[][] rows) {
        float[][] copy = new float[rows.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
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
