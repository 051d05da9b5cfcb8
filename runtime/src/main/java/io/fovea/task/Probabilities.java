package io.fovea.task;

import io.fovea.model.OutputValues;

/** Turns a network's scores into probabilities, in place. */
public final class Probabilities {
    private Probabilities() {}

    /**
     * Treats the first {@code count} positions.
     *
     * @param scores by class, then by position
     */
    public static void apply(OutputValues activation, float[][] scores, int count) {
        boolean alone = scores.length == 1;
        switch (activation) {
            case PROBABILITIES, INDEPENDENT_PROBABILITIES -> {}
            case INDEPENDENT_LOGITS -> sigmoid(scores, count);
            case LOGITS -> {
                if (alone) {
                    sigmoid(scores, count); // a softmax over one class would say 1 everywhere
                } else {
                    softmax(scores, count);
                }
            }
        }
    }

    private static void sigmoid(float[][] scores, int count) {
        for (float[] row : scores) {
            for (int i = 0; i < count; i++) {
                row[i] = (float) (1 / (1 + Math.exp(-row[i])));
            }
        }
    }

    private static void softmax(float[][] scores, int count) {
        for (int i = 0; i < count; i++) {
            float max = Float.NEGATIVE_INFINITY;
            for (float[] row : scores) {
                max = Math.max(max, row[i]);
            }
            float sum = 0;
            for (float[] row : scores) {
                row[i] = (float) Math.exp(row[i] - max);
                sum += row[i];
            }
            for (float[] row : scores) {
                row[i] /= sum;
            }
        }
    }
}
