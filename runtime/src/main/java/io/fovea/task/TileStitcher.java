package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.session.Cancellation;

/** Gathers what a network answers, tile by tile, as probabilities. */
final class TileStitcher implements PixelAnswers {
    private final Card card;
    private final PartProbabilities read;
    private ProbabilityMaps maps;
    private int views = 1;

    /** Of nothing yet. */
    TileStitcher(Card card) {
        this.card = card;
        this.read = new PartProbabilities(card);
    }

    @Override
    public Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel) {
        maps.divide(views);
        views = 1;
        return new Segmentation(card.task(), read.labels(), width, height, maps, seconds);
    }

    @Override
    public void join(PixelAnswers other, View view) {
        maps.add(((TileStitcher) other).maps, view);
        views++;
    }

    /** Takes from a part the pixels that it answers for. */
    @Override
    public void add(Passage.Part part) {
        read.begin(part);
        if (maps == null) {
            maps = ProbabilityMaps.allocate(part.width(), part.height(), read.classes());
        }
        for (int y = part.down().from(); y < part.lastRow() && part.columns() > 0; y++) {
            read.row(part, y, maps.planes(), y * part.width() + part.across().from());
        }
    }
}
