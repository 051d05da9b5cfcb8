package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import java.util.List;
import java.util.stream.IntStream;

/** Reads how probable each class is from what a network answers for the parts of an image. Not thread-safe. */
final class PartProbabilities {
    private static final int MOST_CLASSES = 256;

    private final Card card;
    private int classes;
    private boolean alone;
    private float[][] scores = {};

    /** Of the model with a card. */
    PartProbabilities(Card card) {
        this.card = card;
    }

    /**
     * Looks how many classes a part tells apart.
     *
     * @throws FoveaException if those are not the card's, or too many
     */
    void begin(Passage.Part part) {
        int channels = part.channels();
        if (scores.length != channels || scores[0].length < part.columns()) {
            alone = channels == 1;
            classes = classes(channels);
            scores = new float[channels][part.columns()];
        }
    }

    /** How many there are; known once a part was begun, as all that follows. */
    int classes() {
        return classes;
    }

    /** A label for every class. */
    List<String> labels() {
        if (card.labels().size() == classes) {
            return card.labels();
        }
        if (alone) {
            return List.of(
                    "background",
                    card.labels().isEmpty() ? "foreground" : card.labels().get(0));
        }
        return IntStream.range(0, classes).mapToObj(card::label).toList();
    }

    /**
     * Reads the columns that a part is for of a row of the answer.
     *
     * @param planes receives the probabilities, by class, from index {@code at}
     */
    void row(Passage.Part part, int y, float[][] planes, int at) {
        int count = part.columns();
        part.read(y, scores);
        Probabilities.apply(card.activation(), scores, count);
        if (alone) {
            // One score for two classes is that of the second.
            for (int i = 0; i < count; i++) {
                planes[0][at + i] = 1 - scores[0][i];
                planes[1][at + i] = scores[0][i];
            }
            return;
        }
        for (int c = 0; c < classes; c++) {
            System.arraycopy(scores[c], 0, planes[c], at, count);
        }
    }

    private int classes(int channels) {
        int count = Math.max(2, channels);
        boolean named = card.labels().isEmpty()
                || card.labels().size() == count
                || card.labels().size() == channels;
        if (count > MOST_CLASSES || !named) {
            throw new FoveaException("The model '" + card.name() + "' answers with " + count + " classes; "
                    + (named
                            ? "at most " + MOST_CLASSES + " are supported."
                            : "its card names " + card.labels().size() + "."));
        }
        return count;
    }
}
