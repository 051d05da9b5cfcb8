package io.fovea.report;

import static io.fovea.page.Html.escaped;

import io.fovea.page.Html;
import io.fovea.page.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A confusion matrix as a table, each cell the darker the larger its share of the row; of many classes, the most frequent
 * mistakes alone.
 *
 * @param labels of the classes
 * @param counts {@code [truth][answer]}
 * @param unit what was counted, such as {@code images}
 */
public record HeatTable(List<String> labels, long[][] counts, String unit) {

    private static final int MOST_CLASSES = 25;
    private static final int MISTAKES = 20;
    private static final double DARK = 0.55;
    private static final long LARGE = 100_000;

    /** Copies labels and counts. */
    public HeatTable {
        labels = List.copyOf(labels);
        counts = copy(counts);
    }

    private static long[][] copy(long[][] rows) {
        return Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
    }

    /** A copy. */
    @Override
    public long[][] counts() {
        return copy(counts);
    }

    /** Whether labels, counts and unit agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HeatTable that
                && labels.equals(that.labels)
                && Arrays.deepEquals(counts, that.counts)
                && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(labels, Arrays.deepHashCode(counts), unit);
    }

    /** The table; its caption says how to read it. */
    public String toHtml() {
        return labels.size() <= MOST_CLASSES ? matrix() : mistakes();
    }

    private String matrix() {
        StringBuilder html = new StringBuilder(Html.caption("Confusion matrix: rows are the truth, columns the model's"
                        + " answer; number of " + unit + " and share of the row."))
                .append(
                        "<div class=\"wide\"><table class=\"heat\">\n<thead><tr><th class=\"corner\">truth \\ answer</th>");
        labels.forEach(label ->
                html.append("<th scope=\"col\">").append(escaped(label)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int truth = 0; truth < labels.size(); truth++) {
            html.append("<tr><th scope=\"row\">")
                    .append(escaped(labels.get(truth)))
                    .append("</th>");
            long row = Arrays.stream(counts[truth]).sum();
            for (long count : counts[truth]) {
                html.append(cell(count, row));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String cell(long count, long row) {
        double share = row == 0 ? 0 : (double) count / row;
        String class_ = count == 0 ? "none" : share > DARK ? "dark" : "light";
        return String.format(
                Locale.ROOT,
                "<td class=\"%s\" style=\"--share:%.3f\">%s<small>%s</small></td>",
                class_,
                // A root makes small shares visible: what matters is off the diagonal.
                Math.sqrt(share),
                words(count),
                count == 0 ? "" : percent(share));
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return percent < 0.1 ? "<0.1%".replace("<", "&lt;") : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    private static String words(long count) {
        if (count < LARGE) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        return count < 10_000_000
                ? String.format(Locale.ROOT, "%.0fk", count / 1e3)
                : String.format(Locale.ROOT, "%.1fM", count / 1e6);
    }

    private record Mistake(int truth, int answer, long count) {}

    private String mistakes() {
        List<Mistake> all = new ArrayList<>();
        for (int truth = 0; truth < counts.length; truth++) {
            for (int answer = 0; answer < counts.length; answer++) {
                if (truth != answer && counts[truth][answer] > 0) {
                    all.add(new Mistake(truth, answer, counts[truth][answer]));
                }
            }
        }
        all.sort(Comparator.comparingLong(Mistake::count).reversed());
        Table table = Table.ofNumbers(
                "The most frequent mistakes among " + labels.size() + " classes.",
                List.of("truth", "answer", unit, "share of the truth"));
        for (Mistake mistake : all.subList(0, Math.min(MISTAKES, all.size()))) {
            double share = (double) mistake.count()
                    / Arrays.stream(counts[mistake.truth()]).sum();
            table.row(
                    labels.get(mistake.truth()),
                    labels.get(mistake.answer()),
                    Long.toString(mistake.count()),
                    String.format(Locale.ROOT, "%.1f%%", 100 * share));
        }
        return table.toHtml();
    }
}
