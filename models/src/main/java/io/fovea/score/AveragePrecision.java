package io.fovea.score;

import io.fovea.data.TrueBox;
import io.fovea.task.Detection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * COCO's average precisions of one class (Lin et al. 2014), at some thresholds of intersection over union: the mean of the
 * greatest precision at 101 recalls and beyond each.
 */
final class AveragePrecision {
    private static final int RECALLS = 101;
    private static final int MOST_IN_IMAGE = 100;

    /** So that a box of exactly the threshold's overlap is found whatever the rounding. */
    private static final double LEEWAY = 1e-10;

    private final double[] thresholds;
    private final List<Answer> answers = new ArrayList<>();
    private int truths;

    /**
     * One object that was found, with a bit for each threshold.
     *
     * @param right where it is right
     * @param counted where it is right or wrong; elsewhere it lies in a crowd
     */
    private record Answer(float score, int right, int counted) {}

    /** Precisions at so many thresholds, 0..1, at most 32. */
    AveragePrecision(double... thresholds) {
        this.thresholds = thresholds.clone();
    }

    /**
     * Compares the boxes of one image, all of the class.
     *
     * @param found the surest first; of more than 100 the others do not count
     */
    void add(List<TrueBox> truth, List<Detection> found) {
        truths += (int) truth.stream().filter(box -> !box.isCrowd()).count();
        boolean[][] taken = new boolean[thresholds.length][truth.size()];
        for (Detection answer : found.subList(0, Math.min(MOST_IN_IMAGE, found.size()))) {
            double[] overlaps =
                    truth.stream().mapToDouble(box -> overlap(answer, box)).toArray();
            int right = 0;
            int counted = 0;
            for (int t = 0; t < thresholds.length; t++) {
                int match = match(overlaps, truth, taken[t], thresholds[t]);
                if (match < 0) {
                    counted |= 1 << t;
                } else if (!truth.get(match).isCrowd()) {
                    taken[t][match] = true;
                    counted |= 1 << t;
                    right |= 1 << t;
                }
            }
            answers.add(new Answer(answer.score(), right, counted));
        }
    }

    /** The free box that overlaps most; one of a crowd only where there is none; -1 if there is none at all. */
    private static int match(double[] overlaps, List<TrueBox> truth, boolean[] taken, double threshold) {
        int best = -1;
        double most = threshold - LEEWAY;
        for (boolean crowd : new boolean[] {false, true}) {
            for (int t = 0; t < taken.length && (best < 0 || !crowd); t++) {
                if (truth.get(t).isCrowd() == crowd && !taken[t] && overlaps[t] >= most) {
                    best = t;
                    most = overlaps[t];
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

    /**
     * 0..1; not a number where the class never occurs.
     *
     * @param threshold which of them, from 0
     */
    double value(int threshold) {
        if (truths == 0) {
            return Double.NaN;
        }
        answers.sort(Comparator.comparingDouble(answer -> -answer.score()));
        int bit = 1 << threshold;
        int[] right = answers.stream()
                .filter(answer -> (answer.counted & bit) != 0)
                .mapToInt(answer -> (answer.right & bit) == 0 ? 0 : 1)
                .toArray();
        double[] precisions = new double[right.length];
        double[] recalls = new double[right.length];
        int found = 0;
        for (int i = 0; i < right.length; i++) {
            found += right[i];
            precisions[i] = (double) found / (i + 1);
            recalls[i] = (double) found / truths;
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
