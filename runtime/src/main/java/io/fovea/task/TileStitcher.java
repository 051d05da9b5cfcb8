package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.session.Cancellation;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers what a network answers, tile by tile, as probabilities. */
final class TileStitcher implements PixelAnswers {
    private static final int MOST_CLASSES = 256;

    private final Card card;
    private ProbabilityMaps maps;
    private boolean alone;

    /** Of nothing yet. */
    TileStitcher(Card card) {
        this.card = card;
    }

    @Override
    public Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel) {
        return new Segmentation(card.task(), labels(), width, height, maps, seconds);
    }

    /** A label for every class gathered. */
    private List<String> labels() {
        if (card.labels().size() == maps.classes()) {
            return card.labels();
        }
        if (alone) {
            return List.of(
                    "background",
                    card.labels().isEmpty() ? "foreground" : card.labels().get(0));
        }
        return IntStream.range(0, maps.classes()).mapToObj(card::label).toList();
    }

    /** Takes from a part the pixels that it answers for. */
    @Override
    public void add(Passage.Part part) {
        if (maps == null) {
            alone = part.channels() == 1;
            maps = ProbabilityMaps.allocate(part.width(), part.height(), classes(part.channels()));
        }
        int count = part.columns();
        float[][] scores = new float[part.channels()][count];
        for (int y = part.down().from(); y < part.lastRow() && count > 0; y++) {
            part.read(y, scores);
            Probabilities.apply(card.activation(), scores, count);
            put(scores, y * part.width() + part.across().from(), count);
        }
    }

    private void put(float[][] probabilities, int at, int count) {
        float[][] planes = maps.planes();
        if (probabilities.length == 1) {
            // One score for two classes is that of the second.
            for (int i = 0; i < count; i++) {
                planes[0][at + i] = 1 - probabilities[0][i];
                planes[1][at + i] = probabilities[0][i];
            }
            return;
        }
        for (int c = 0; c < planes.length; c++) {
            System.arraycopy(probabilities[c], 0, planes[c], at, count);
        }
    }

    private int classes(int channels) {
        int classes = Math.max(2, channels);
        boolean named = card.labels().isEmpty()
                || card.labels().size() == classes
                || card.labels().size() == channels;
        if (classes > MOST_CLASSES || !named) {
            throw new FoveaException("The model '" + card.name() + "' answers with " + classes + " classes; "
                    + (named
                            ? "at most " + MOST_CLASSES + " are supported."
                            : "its card names " + card.labels().size() + "."));
        }
        return classes;
    }
}
