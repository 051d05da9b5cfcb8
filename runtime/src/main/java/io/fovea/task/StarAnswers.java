package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.session.Cancellation;
import io.fovea.task.instance.StarCandidates;
import io.fovea.task.instance.StarObjects;

/** Gathers what a StarDist network answers: of the places that it believes in, the distances along all rays. */
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
        int rays = part.channels() - 1;
        if (maps == null) {
            maps = new ObjectMaps(card, part);
            candidates = new StarCandidates(rays);
        }
        int count = part.columns();
        float[][] values = new float[1 + rays][count];
        for (int y = part.down().from(); y < part.lastRow() && count > 0; y++) {
            part.read(y, values);
            maps.put(y * part.width() + part.across().from(), values[0], values, count);
            for (int i = 0; i < count; i++) {
                if (values[0][i] > card.thresholds().probability()) {
                    int x = part.across().from() + i;
                    candidates.add(x * part.spacing(), y * part.spacing(), values[0][i], values, 1, i);
                }
            }
        }
    }

    @Override
    public Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel) {
        maps.maps().divide(views);
        views = 1;
        int[] objects = StarObjects.labels(
                candidates, card.thresholds().overlap(), width, height, size.width(), size.height(), cancel);
        return new Segmentation(maps.labels(), width, height, maps.maps(), objects, seconds);
    }
}
