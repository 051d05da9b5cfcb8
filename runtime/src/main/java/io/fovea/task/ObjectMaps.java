package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.OutputValues;
import java.util.List;

/** Where a model believes that there is an object: background and one class of objects or several, at the size of its answer. */
final class ObjectMaps {
    /** What the shares of classes may differ from 1 in sum, as those of half precision do, before they are taken for scores. */
    private static final double ROUNDED = 0.05;

    private static final int MOST_KINDS = 255;

    private final Card card;
    private final ProbabilityMaps maps;

    /**
     * Room for an answer.
     *
     * @param kinds classes of objects that there are
     */
    ObjectMaps(Card card, Passage.Part part, int kinds) {
        if (kinds > MOST_KINDS) {
            throw new FoveaException("The model '" + card.name() + "' tells " + kinds
                    + " classes of objects apart, and " + MOST_KINDS + " are the most that can be kept.");
        }
        this.card = card;
        this.maps = ProbabilityMaps.allocate(part.width(), part.height(), 1 + kinds);
    }

    /**
     * Takes the scores of some pixels, and makes probabilities of them in place.
     *
     * @param at the index of the first
     * @param others what else is answered for these pixels
     * @param shares of background and each class of objects, probabilities or scores, made probabilities in place; none of a model
     *     of one class
     * @throws FoveaException if any of it is no number
     */
    void put(int at, float[] scores, float[][] others, float[][] shares, int count) {
        Probabilities.apply(card.activation(), new float[][] {scores}, count);
        requireNumbers(others, count);
        if (shares.length > 0 && !areProbabilities(shares, count)) {
            Probabilities.apply(OutputValues.LOGITS, shares, count);
        }
        for (int i = 0; i < count; i++) {
            maps.planes()[0][at + i] = 1 - scores[i];
            if (maps.classes() == 2) {
                maps.planes()[1][at + i] = scores[i];
            } else {
                share(at + i, scores[i], shares, i);
            }
        }
    }

    /** Gives each class of objects its part of the probability that there is one. */
    private void share(int at, float probability, float[][] shares, int from) {
        float all = 0;
        for (int c = 1; c < shares.length; c++) {
            all += shares[c][from];
        }
        for (int c = 1; c < shares.length; c++) {
            maps.planes()[c][at] = all > 0 ? probability * shares[c][from] / all : probability / (shares.length - 1);
        }
    }

    private static boolean areProbabilities(float[][] shares, int count) {
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (float[] share : shares) {
                if (share[i] < 0) {
                    return false;
                }
                sum += share[i];
            }
            if (Math.abs(sum - 1) > ROUNDED) {
                return false;
            }
        }
        return true;
    }

    private void requireNumbers(float[][] rows, int count) {
        for (float[] row : rows) {
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(row[i])) {
                    throw new FoveaException(
                            "The model '" + card.name()
                                    + "' answers with values that are no numbers; the pixels may want another scale than its card says.");
                }
            }
        }
    }

    /** The maps: background, and each class of objects. */
    ProbabilityMaps maps() {
        return maps;
    }

    /** The names of these. */
    List<String> labels() {
        return PixelClasses.ofObjects(card, maps.classes() - 1);
    }
}
