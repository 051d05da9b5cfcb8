package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code [1, N, C]} and {@code [1, N, 4]}, left, top, right and bottom as portions of the input (Liu et al. 2016). Where the
 * probabilities of a row are shared, the first is that of background.
 */
final class AnchorPair implements BoxReader {

    @Override
    public List<Box> read(DetectorOutputs answer) {
        ScoresAndBoxes pair = ScoresAndBoxes.of(answer);
        OutputTable scores = pair.scores();
        int first = answer.isShared() && scores.columns() > 1 ? 1 : 0;
        // Labels may begin with that of background.
        int zero = answer.labels() == scores.columns() ? 0 : first;
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < scores.rows(); r++) {
            int best = scores.best(r, first, scores.columns());
            boxes.add(new Box(
                    best - zero,
                    pair.probability(answer, r, best),
                    pair.boxes().at(r, 0) * (double) answer.width(),
                    pair.boxes().at(r, 1) * (double) answer.height(),
                    pair.boxes().at(r, 2) * (double) answer.width(),
                    pair.boxes().at(r, 3) * (double) answer.height(),
                    BoxOrigin.of(scores.element(r, best))));
        }
        return boxes;
    }
}
