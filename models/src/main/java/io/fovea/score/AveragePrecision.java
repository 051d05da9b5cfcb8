package io.fovea.score;

import io.fovea.data.TrueBox;
import io.fovea.task.Detection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * COCO's average precision of one class at one threshold of intersection over union (Lin et al. 2014): the mean of the
 * greatest precision at 101 recalls and beyond each.
 */
final class AveragePrecision {
    private static final int RECALLS = 101;
    private static final int MOST_IN_IMAGE = 100;

    /** So that a box of exactly the threshold's overlap is found whatever the rounding. */
    private static final double LEEWAY = 1e-10;

    private final double threshold;
    private final List<Answer> answers = new ArrayList<>();
    private int truths;

    private record Answer(float score, boolean isRight) {}

    AveragePrecision(double threshold) {
        this.threshold = threshold;
    }

    /**
     * Compares the boxes of one image, all of the class.
     *
     * @param found the surest first; of more than 100 the others do not count
     */
    void add(List<TrueBox> truth, List<Detection> found) {
        truths += (int) truth.stream().filter(box -> !box.isCrowd()).count();
        boolean[] taken = new boolean[truth.size()];
        for (Detection answer : found.subList(0, Math.min(MOST_IN_IMAGE, found.size()))) {
            int match = match(answer, truth, taken);
            if (match < 0) {
                answers.add(new Answer(answer.score(), false));
            } else if (!truth.get(match).isCrowd()) {
                taken[match] = true;
                answers.add(new Answer(answer.score(), true));
            }
        }
    }

    /** The free box that overlaps most; one of a crowd only where there is none; -1 if there is none at all. */
    private int match(Detection answer, List<TrueBox> truth, boolean[] taken) {
        int best = -1;
        double most = threshold - LEEWAY;
        for (boolean crowd : new boolean[] {false, true}) {
            for (int t = 0; t < taken.length && (best < 0 || !crowd); t++) {
                double overlap = overlap(answer, truth.get(t));
                if (truth.get(t).isCrowd() == crowd && !taken[t] && overlap >= most) {
                    best = t;
                    most = overlap;
                }
            }
        }
        return best;
    }

    /** Intersection over union; of a crowd over the answer alone. */
    static double overlap(Detection answer, TrueBox truth) {
        double width =
                Math.min(answer.x() + answer.width(), truth.x() + truth.width()) - Math.max(answer.x(), truth.x());
        double height =
                Math.min(answer.y() + answer.height(), truth.y() + truth.height()) - Math.max(answer.y(), truth.y());
        double common = Math.max(0, width) * Math.max(0, height);
        double own = answer.width() * answer.height();
        double all = truth.isCrowd() ? own : own + truth.width() * truth.height() - common;
        return all > 0 ? common / all : 0;
    }

    /** How many objects there truly are. */
    int truths() {
        return truths;
    }

    /** 0..1; not a number where the class never occurs. */
    double value() {
        if (truths == 0) {
            return Double.NaN;
        }
        answers.sort(Comparator.comparingDouble(answer -> -answer.score()));
        double[] precisions = new double[answers.size()];
        double[] recalls = new double[answers.size()];
        int right = 0;
        for (int i = 0; i < precisions.length; i++) {
            right += answers.get(i).isRight ? 1 : 0;
            precisions[i] = (double) right / (i + 1);
            recalls[i] = (double) right / truths;
        }
        for (int i = precisions.length - 2; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        double[] at = new double[RECALLS];
        int i = 0;
        for (int r = 0; r < RECALLS; r++) {
            while (i < recalls.length && recalls[i] < r / (RECALLS - 1.0)) {
                i++;
            }
            at[r] = i < recalls.length ? precisions[i] : 0;
        }
        return Arrays.stream(at).average().orElse(0);
    }
}
