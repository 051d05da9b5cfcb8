package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.session.Cancellation;
import io.fovea.task.instance.StarCandidates;
import io.fovea.task.instance.StarObjects;
import java.util.Arrays;

/**
 * Gathers what a StarDist network answers: of the places that it believes in, the distances along all rays, and the most probable
 * class of objects where it tells several.
 */
final class StarAnswers implements PixelAnswers {
    private final Card card;
    private ObjectMaps maps;
    private StarCandidates candidates;
    private ScaledSize size = new ScaledSize(1, 1);
    private int views = 1;

    /** Of nothing yet. */
    StarAnswers(Card card) {
        this.card = card;
    }

    @Override
    public void begin(ScaledSize seen) {
        boolean tiled = card.input().fit() == Fit.TILE;
        size = tiled
                ? seen
                : new ScaledSize(
                        card.input().widthFor(seen.width()), card.input().heightFor(seen.height()));
    }

    /** Polygons are put together as those of one view are: of such as overlap the most probable stays. */
    @Override
    public void join(PixelAnswers other, View view) {
        StarAnswers that = (StarAnswers) other;
        maps.maps().add(that.maps.maps(), view);
        candidates.addOriented(that.candidates, view.orientation(), size.width(), size.height());
        views++;
    }

    @Override
    public void add(Passage.Part part) {
        int own = part.pieces().get(0).grid().classes() == 1 ? 2 : 1;
        int classes = part.pieces().stream()
                .skip(own)
                .mapToInt(piece -> piece.grid().classes())
                .sum();
        int rays = part.channels() - 1 - classes;
        if (maps == null) {
            maps = new ObjectMaps(card, part, Math.max(1, classes - 1));
            candidates = new StarCandidates(rays);
        }
        int count = part.columns();
        float[][] values = new float[1 + rays + classes][count];
        float[][] shares = Arrays.copyOfRange(values, 1 + rays, values.length);
        for (int y = part.down().from(); y < part.lastRow() && count > 0; y++) {
            part.read(y, values);
            maps.put(y * part.width() + part.across().from(), values[0], values, shares, count);
            for (int i = 0; i < count; i++) {
                if (values[0][i] > card.thresholds().probability()) {
                    int x = part.across().from() + i;
                    int kind = mostProbable(shares, i);
                    candidates.add(x * part.spacing(), y * part.spacing(), values[0][i], values, 1, i, kind);
                }
            }
        }
    }

    /** The most probable class of objects, the first of equals: that there is one is known, so that it is not background. */
    private static int mostProbable(float[][] shares, int at) {
        int best = 1;
        for (int c = 2; c < shares.length; c++) {
            best = shares[c][at] > shares[best][at] ? c : best;
        }
        return best;
    }

    @Override
    public Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel) {
        maps.maps().divide(views);
        views = 1;
        StarObjects found = StarObjects.of(candidates, card.thresholds().overlap(), cancel);
        int[] objects = found.labels(width, height, size.width(), size.height());
        return new Segmentation(maps.labels(), width, height, maps.maps(), objects, found.kinds(), seconds);
    }
}
