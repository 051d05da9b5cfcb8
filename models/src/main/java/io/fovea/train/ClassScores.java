package io.fovea.train;

import io.fovea.report.Table;
import java.util.List;
import java.util.Locale;

/** Precision, recall and what follows from them for every class, as a table. */
final class ClassScores {

    private ClassScores() {}

    /**
     * The table.
     *
     * @param unit what was counted
     */
    static String toHtml(ConfusionMatrix matrix, List<String> labels, String unit) {
        Table table = Table.ofNumbers(
                "Scores of every class. Precision: of what was given this answer, the share that is of this class. Recall:"
                        + " of what is of this class, the share that was given this answer.",
                List.of("class", unit, "precision", "recall", "F1", "IoU"));
        double[] sums = new double[4];
        int[] counts = new int[4];
        for (int c = 0; c < labels.size(); c++) {
            long right = matrix.count(c, c);
            long truth = 0;
            long answered = 0;
            for (int other = 0; other < labels.size(); other++) {
                truth += matrix.count(c, other);
                answered += matrix.count(other, c);
            }
            double[] scores = {
                (double) right / answered,
                (double) right / truth,
                2.0 * right / (truth + answered),
                matrix.intersectionOverUnion(c)
            };
            for (int i = 0; i < scores.length; i++) {
                if (!Double.isNaN(scores[i])) {
                    sums[i] += scores[i];
                    counts[i]++;
                }
            }
            table.row(row(labels.get(c), String.format(Locale.ROOT, "%,d", truth), scores));
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return table.row(row("mean", "", sums)).toHtml();
    }

    private static List<String> row(String name, String count, double[] scores) {
        return List.of(name, count, words(scores[0]), words(scores[1]), words(scores[2]), words(scores[3]));
    }

    private static String words(double score) {
        return Double.isNaN(score) ? "–" : String.format(Locale.ROOT, "%.4f", score);
    }
}
