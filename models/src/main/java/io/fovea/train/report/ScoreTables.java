package io.fovea.train.report;

import io.fovea.page.Table;
import io.fovea.score.ConfusionMatrix;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Precision, recall and what follows from them for every class, as a table. */
final class ScoreTables {

    private ScoreTables() {}

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

    /**
     * The table of labels of which an image has any number.
     *
     * @param each for every label, a matrix of no and yes
     */
    static String toHtml(ConfusionMatrix[] each, List<String> labels) {
        Table table = Table.ofNumbers(
                "Scores of every label. Precision: of the images in which it was found, the share that has it. Recall: of the"
                        + " images that have it, the share in which it was found.",
                List.of("label", "images", "found", "precision", "recall", "F1"));
        for (int i = 0; i < each.length; i++) {
            ConfusionMatrix label = each[i];
            long present = label.count(1, 0) + label.count(1, 1);
            table.row(
                    labels.get(i),
                    String.format(Locale.ROOT, "%,d", present),
                    String.format(Locale.ROOT, "%,d", label.count(0, 1) + label.count(1, 1)),
                    words(label.precision(1)),
                    words(label.recall(1)),
                    words(label.f1(1)));
        }
        return table.toHtml();
    }

    private static List<String> row(String name, String count, double[] scores) {
        return List.of(name, count, words(scores[0]), words(scores[1]), words(scores[2]), words(scores[3]));
    }

    private static String words(double score) {
        return Double.isNaN(score) ? "–" : String.format(Locale.ROOT, "%.4f", score);
    }
}
