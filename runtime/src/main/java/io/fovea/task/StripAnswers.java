package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.model.Card;
import java.util.List;

/** Puts what a network answers together, a row of tiles at a time, and passes it on. Not thread-safe. */
final class StripAnswers {
    private final Card card;
    private final PartProbabilities read;
    private final Band band;
    private final StripSink sink;
    private PixelStrip strip;
    private float[][] row = {};
    private float[][] planes = {};
    private int from;
    private int to;

    /** Passes on to {@code sink} the rows of a band. */
    StripAnswers(Card card, Band band, StripSink sink) {
        this.card = card;
        this.band = band;
        this.read = new PartProbabilities(card);
        this.sink = sink;
    }

    /** Takes from a part, which come row by row, the pixels that it answers for. */
    void add(Passage.Part part) {
        read.begin(part);
        int first = Math.max(part.down().from(), band.from());
        if (first != from) {
            flush();
            from = first;
        }
        to = Math.min(part.lastRow(), band.to());
        if (part.columns() <= 0 || to <= from) {
            return;
        }
        if (strip == null || strip.capacity() < to - from) {
            boolean trimap = card.task().foreground().isPresent() && read.classes() == 3;
            strip = new PixelStrip(part.width(), to - from, trimap, List.copyOf(read.labels()));
            planes = new float[sink.wantsProbabilities() ? read.classes() : 0][ArrayLength.of(part.width(), to - from)];
        }
        if (row.length != read.classes() || row[0].length < part.columns()) {
            row = new float[read.classes()][part.columns()];
        }
        for (int y = from; y < to; y++) {
            read.row(part, y, row, 0);
            strip.put(y - from, part.across().from(), part.columns(), row);
            if (planes.length > 0) {
                // What is found does not depend on it.
                Probabilities.temper(card.trust().temperature(), Probabilities.isEach(card), row, part.columns());
            }
            for (int c = 0; c < planes.length; c++) {
                int at = (y - from) * part.width() + part.across().from();
                System.arraycopy(row[c], 0, planes[c], at, part.columns());
            }
        }
    }

    /** Passes on what was gathered last. */
    void flush() {
        if (to > from) {
            sink.takeProbabilities(to - from, planes, strip.labels());
            sink.take(from, to - from, strip);
        }
        to = from;
    }
}
