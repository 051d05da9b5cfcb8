package io.fovea.task;

import io.fovea.model.Card;
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
            case PROBABILITIES, INDEPENDENT_PROBABILITIES, VALUES -> {}
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

    /**
     * Treats the first {@code count} positions as a card says, its temperature too.
     *
     * @param scores by class, then by position
     */
    public static void apply(Card card, float[][] scores, int count) {
        apply(card.activation(), scores, count);
        temper(card.trust().temperature(), isEach(card), scores, count);
    }

    /** Whether a card says that every class is answered by itself, rather than one of them all. */
    public static boolean isEach(Card card) {
        return card.activation() == OutputValues.INDEPENDENT_LOGITS
                || card.activation() == OutputValues.INDEPENDENT_PROBABILITIES;
    }

    /**
     * Makes of probabilities those that scores divided by a temperature would have come to.
     *
     * @param each whether every class is answered by itself, rather than one of them all
     * @param probabilities by class, then by position
     */
    public static void temper(double temperature, boolean each, float[][] probabilities, int count) {
        if (temperature == 1) {
            return;
        }
        double power = 1 / temperature;
        if (each || probabilities.length == 1) {
            for (float[] row : probabilities) {
                for (int i = 0; i < count; i++) {
                    row[i] = temperedAlone(row[i], power);
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            double sum = sum(probabilities, i, power);
            for (float[] row : probabilities) {
                row[i] = tempered(row[i], power, sum);
            }
        }
    }

    /** The same of one class at one position, of several classes; nothing changes where it stands. */
    static float tempered(double temperature, boolean each, float[][] probabilities, int index, int position) {
        double power = 1 / temperature;
        float given = probabilities[index][position];
        return each ? temperedAlone(given, power) : tempered(given, power, sum(probabilities, position, power));
    }

    private static float temperedAlone(float given, double power) {
        double yes = power(given, power);
        return (float) (yes / (yes + power(1 - given, power)));
    }

    private static float tempered(float given, double power, double sum) {
        return sum > 0 ? (float) (power(given, power) / sum) : given;
    }

    private static double sum(float[][] probabilities, int position, double power) {
        double sum = 0;
        for (float[] row : probabilities) {
            sum += power(row[position], power);
        }
        return sum;
    }

    /** Rounding may have left a probability below 0. */
    private static double power(float probability, double power) {
        return Math.pow(Math.max(0, probability), power);
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
