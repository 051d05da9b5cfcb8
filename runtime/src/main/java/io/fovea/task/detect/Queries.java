package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code [1, N, C + 1]}, the last class being nothing, and {@code [1, N, 4]}, centre and size as portions of the input
 * (Carion et al. 2020). Scores each by themselves, as RT-DETR's, have no class for nothing.
 */
final class Queries implements BoxReader {

    @Override
    public List<Box> read(DetectorOutputs answer) {
        ScoresAndBoxes pair = ScoresAndBoxes.of(answer);
        OutputTable scores = pair.scores();
        int classes = answer.isShared() ? scores.columns() - 1 : scores.columns();
        if (classes < 1) {
            throw answer.misfit("a score for nothing beside those of the classes");
        }
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < scores.rows(); r++) {
            int best = scores.best(r, 0, classes);
            boxes.add(Box.around(
                            best,
                            pair.probability(answer, r, best),
                            pair.boxes().at(r, 0) * (double) answer.width(),
                            pair.boxes().at(r, 1) * (double) answer.height(),
                            pair.boxes().at(r, 2) * (double) answer.width(),
                            pair.boxes().at(r, 3) * (double) answer.height())
                    .from(BoxOrigin.of(scores.element(r, best))));
        }
        return boxes;
    }

    @Override
    public boolean leavesOverlaps() {
        return false;
    }
}
