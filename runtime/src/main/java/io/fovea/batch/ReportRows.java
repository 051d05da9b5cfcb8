package io.fovea.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a report says of images, row by row: what is told of each in brief, and the numbers that show which is unlike the others. */
final class ReportRows {
    /** Say nothing of what an image shows. */
    private static final List<String> NEVER_CHARTED = List.of("width", "height", "seconds");

    private static final int MOST_CHARTS = 4;

    private final List<FolderJob.Row> rows;
    private final List<String> headings;
    private final List<String> charts;
    private final List<String> parts = new ArrayList<>();
    private final Map<String, double[]> perImage = new LinkedHashMap<>();
    private final Map<String, double[]> perPart = new LinkedHashMap<>();
    private final double[] unlikeness;

    /**
     * Looks through all rows.
     *
     * @param wanted columns of the job; of none, the first numbers of the rows
     * @param lines of the journal, by image
     */
    ReportRows(List<FolderJob.Row> rows, List<String> wanted, Function<String, Optional<JournalLine>> lines) {
        this.rows = List.copyOf(rows);
        this.headings = rows.isEmpty()
                ? List.of()
                : rows.get(rows.size() - 1).findings().headings();
        this.charts = wanted.isEmpty() ? numbers() : wanted;
        for (String chart : charts) {
            if (headings.contains(chart)) {
                perImage.put(chart, numbers(chart));
            }
        }
        addParts(lines);
        this.unlikeness = unlikeness();
    }

    private List<String> numbers() {
        return headings.stream()
                .filter(heading -> !NEVER_CHARTED.contains(heading)
                        && Arrays.stream(numbers(heading)).anyMatch(Double::isFinite))
                .limit(MOST_CHARTS)
                .toList();
    }

    private double[] numbers(String heading) {
        return rows.stream()
                .mapToDouble(row -> {
                    int at = row.findings().headings().indexOf(heading);
                    return at < 0 ? Double.NaN : number(row.findings().line().get(at));
                })
                .toArray();
    }

    private static double number(Object value) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Numbers of which an image has many: of its details, or of its rows in the table. */
    private void addParts(Function<String, Optional<JournalLine>> lines) {
        for (String chart : charts) {
            if (headings.contains(chart)) {
                continue;
            }
            List<double[]> all =
                    rows.stream().map(row -> parts(row, chart, lines)).toList();
            double[] every = all.stream().flatMapToDouble(Arrays::stream).toArray();
            if (every.length > 0) {
                parts.add(chart);
                perPart.put(chart, every);
                perImage.put(
                        "median " + chart,
                        all.stream().mapToDouble(Unlikeness::median).toArray());
            }
        }
    }

    private static double[] parts(FolderJob.Row row, String column, Function<String, Optional<JournalLine>> lines) {
        int inTable = row.findings().columns().indexOf(column);
        if (inTable >= 0) {
            return row.findings().rows().stream()
                    .mapToDouble(cells -> number(cells.get(inTable)))
                    .toArray();
        }
        JournalExtras extras = lines.apply(row.image()).map(JournalLine::extras).orElse(JournalExtras.NONE);
        int at = extras.columns().indexOf(column);
        return at < 0
                ? new double[0]
                : extras.rows().stream()
                        .mapToDouble(cells -> number(Csv.parse(cells).get(0).get(at)))
                        .toArray();
    }

    private double[] unlikeness() {
        double[] most = new double[rows.size()];
        perImage.values().forEach(numbers -> {
            double[] scores = Unlikeness.of(numbers);
            Arrays.setAll(most, i -> Math.max(most[i], scores[i]));
        });
        return most;
    }

    /** Numbers by what they are, one for each row. */
    Map<String, double[]> perImage() {
        return Map.copyOf(perImage);
    }

    /** Numbers of which an image has many, by what they are. */
    Map<String, double[]> perPart() {
        return perPart;
    }

    /** What they are, in order. */
    List<String> chartsOfImages() {
        return List.copyOf(perImage.keySet());
    }

    /** Which rows to show, by place: outliers first, those that are most unlike the others before; then the others in their order. */
    List<Integer> order() {
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> isOutlier(i) ? -unlikeness[i] : 0))
                .toList();
    }

    boolean isOutlier(int row) {
        return unlikeness[row] >= Unlikeness.OUTLIER;
    }

    long outliers() {
        return IntStream.range(0, rows.size()).filter(this::isOutlier).count();
    }

    FolderJob.Row row(int row) {
        return rows.get(row);
    }

    int size() {
        return rows.size();
    }

    /** The columns behind the image: what is told in brief, and medians of parts. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(headings);
        parts.forEach(part -> columns.add("median " + part));
        return columns;
    }

    /** The cells of these. */
    List<String> cells(int row) {
        List<String> cells = new ArrayList<>();
        List<String> own = rows.get(row).findings().headings();
        for (String heading : headings) {
            int at = own.indexOf(heading);
            cells.add(at < 0 ? "" : rows.get(row).findings().line().get(at).toString());
        }
        for (String part : parts) {
            double median = perImage.get("median " + part)[row];
            cells.add(Double.isFinite(median) ? Csv.text(median) : "");
        }
        return cells;
    }

    /** The sum of a number over all rows. */
    OptionalDouble sum(String heading) {
        return Optional.ofNullable(perImage.get(heading))
                .map(numbers -> OptionalDouble.of(
                        Arrays.stream(numbers).filter(Double::isFinite).sum()))
                .orElse(OptionalDouble.empty());
    }
}
