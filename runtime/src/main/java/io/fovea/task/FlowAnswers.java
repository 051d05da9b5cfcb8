package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.model.Card;
import io.fovea.session.Cancellation;
import io.fovea.task.instance.FlowObjects;

/** Gathers what a Cellpose network answers: where each pixel is drawn to, and whether it belongs to an object. */
final class FlowAnswers implements PixelAnswers {
    private static final int DOWN = 0;
    private static final int ACROSS = 1;
    private static final int SCORE = 2;

    private final Card card;
    private ObjectMaps maps;
    private float[] down;
    private float[] across;
    private int views = 1;

    /** Of nothing yet. */
    FlowAnswers(Card card) {
        this.card = card;
    }

    @Override
    public void add(Passage.Part part) {
        if (maps == null) {
            maps = new ObjectMaps(card, part, 1);
            down = new float[ArrayLength.of(part.width(), part.height())];
            across = new float[down.length];
        }
        int count = part.columns();
        float[][] values = new float[part.channels()][count];
        for (int y = part.down().from(); y < part.lastRow() && count > 0; y++) {
            int at = y * part.width() + part.across().from();
            part.read(y, values);
            maps.put(at, values[SCORE], values, new float[0][], count);
            System.arraycopy(values[DOWN], 0, down, at, count);
            System.arraycopy(values[ACROSS], 0, across, at, count);
        }
    }

    @Override
    public void join(PixelAnswers other, View view) {
        FlowAnswers that = (FlowAnswers) other;
        ProbabilityMaps all = maps.maps();
        ProbabilityMaps more = that.maps.maps();
        all.add(more, view);
        for (int i = 0; i < that.down.length; i++) {
            double x = that.across[i];
            double y = that.down[i];
            that.across[i] = (float) view.orientation().across(x, y);
            that.down[i] = (float) view.orientation().down(x, y);
        }
        all.add(across, that.across, more.width(), more.height(), view);
        all.add(down, that.down, more.width(), more.height(), view);
        views++;
    }

    @Override
    public Segmentation segmentation(int width, int height, ScaledSize seen, double seconds, Cancellation cancel) {
        ProbabilityMaps found = maps.maps();
        found.divide(views);
        ProbabilityMaps.divide(across, views);
        ProbabilityMaps.divide(down, views);
        views = 1;
        boolean[] inside = new boolean[down.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = found.planes()[1][i] > card.thresholds().probability();
        }
        int[] objects = FlowObjects.labels(
                found.width(),
                found.height(),
                down,
                across,
                inside,
                card.thresholds().flow(),
                cancel);
        int[] labels = NearestLabels.resized(objects, found.width(), found.height(), width, height);
        return new Segmentation(maps.labels(), width, height, found, labels, new int[0], seconds);
    }
}
