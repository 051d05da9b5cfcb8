package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import java.util.List;

/** Where a model believes that there is an object: two classes, background and objects, at the size of its answer. */
final class ObjectMaps {
    private final Card card;
    private final ProbabilityMaps maps;

    ObjectMaps(Card card, Passage.Part part) {
        this.card = card;
        this.maps = ProbabilityMaps.allocate(part.width(), part.height(), 2);
    }

    /**
     * Takes the scores of some pixels, and makes probabilities of them in place.
     *
     * @param at the index of the first
     * @param others what else is answered for these pixels
     * @throws FoveaException if any of it is no number
     */
    void put(int at, float[] scores, float[][] others, int count) {
        Probabilities.apply(card.activation(), new float[][] {scores}, count);
        for (int i = 0; i < count; i++) {
            maps.planes()[0][at + i] = 1 - scores[i];
            maps.planes()[1][at + i] = scores[i];
        }
        for (float[] row : others) {
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(row[i])) {
                    throw new FoveaException(
                            "The model '" + card.name()
                                    + "' answers with values that are no numbers; the pixels may want another scale than its card says.");
                }
            }
        }
    }

    /** The two maps. */
    ProbabilityMaps maps() {
        return maps;
    }

    /** The names of the two. */
    List<String> labels() {
        return switch (card.labels().size()) {
            case 0 -> List.of("background", "object");
            case 1 -> List.of("background", card.labels().get(0));
            case 2 -> card.labels();
            default ->
                throw new FoveaException(
                        "The card of '" + card.name() + "' has " + card.labels().size()
                                + " labels; a model that tells objects apart has background and one more.");
        };
    }
}
