package io.fovea.train;

import io.fovea.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

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
        long[][] counts = matrix.counts();
        double[] sums = new double[4];
        int[] defined = new int[4];
        for (int c = 0; c < labels.size(); c++) {
            double[] scores = {matrix.precision(c), matrix.recall(c), matrix.f1(c), matrix.intersectionOverUnion(c)};
            long truth = LongStream.of(counts[c]).sum();
            for (int i = 0; i < scores.length; i++) {
                if (!Double.isNaN(scores[i])) {
                    sums[i] += scores[i];
                    defined[i]++;
                }
            }
            table.row(row(labels.get(c), String.format(Locale.ROOT, "%,d", truth), scores));
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= defined[i];
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
