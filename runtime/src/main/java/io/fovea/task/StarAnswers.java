package io.fovea.task;

import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import io.fovea.task.instance.StarCandidates;
import io.fovea.task.instance.StarObjects;

/** Gathers what a StarDist network answers: of the places that it believes in, the distances along all rays. */
final class StarAnswers implements PixelAnswers {
    private final Card card;
    private ObjectMaps maps;
    private StarCandidates candidates;

    /** Of nothing yet. */
    StarAnswers(Card card) {
        this.card = card;
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
        Input input = card.input();
        boolean tiled = input.fit() == Fit.TILE;
        int[] objects = StarObjects.labels(
                candidates,
                card.thresholds().overlap(),
                width,
                height,
                tiled ? seen.width() : input.widthFor(width),
                tiled ? seen.height() : input.heightFor(height),
                cancel);
        return new Segmentation(maps.labels(), width, height, maps.maps(), objects, seconds);
    }
}
