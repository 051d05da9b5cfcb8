package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.page.Html;
import io.fovea.page.LiveTable;
import io.fovea.page.Page;
import io.fovea.page.Table;
import io.fovea.page.ValueHistogram;
import io.fovea.session.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of a batch as one page: pictures and numbers of every image, what is unlike the others first, what failed, and how it
 * was made. Made from the journal and the results.
 *
 * @param head of the run
 * @param rows of the images that are done
 * @param missing what failed
 * @param charts columns to show as histograms
 */
record FolderReport(
        JournalHead head,
        List<FolderJob.Row> rows,
        List<FailureTable.Missing> missing,
        List<String> charts,
        JournalIndex index) {
    /** Beyond these, the table on the disk has the others. */
    private static final int MOST_ROWS = 10_000;

    private static final int MOST_FAILURES = 1000;

    private static final String STYLE =
            """
            <style>
            body { max-width: 88rem; }
            table.pictures td, table.pictures th { vertical-align: middle; }
            table.pictures thead th:nth-child(2) { text-align: left; }
            table.pictures td:first-child { text-align: left; padding-left: 0; }
            table.pictures th[scope=row] { overflow-wrap: anywhere; font-weight: 400; min-width: 9rem; max-width: 24rem; }
            table.pictures img { display: block; max-width: min(20rem, 24vw); height: auto; }
            table.pictures tr + tr > * { border-top: 1px solid var(--hair); }
            table.pictures tr[data-odd] th { border-left: 4px solid var(--wrong); }
            table.pictures button { all: unset; cursor: pointer; font: inherit; }
            table.pictures button:focus-visible { outline: 2px solid var(--ink0); }
            table.pictures button::after { content: " ↕"; color: var(--soft); }
            table.pictures [aria-sort=ascending] button::after { content: " ↑"; }
            table.pictures [aria-sort=descending] button::after { content: " ↓"; }
            .finder { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; max-width: none; font: .9rem Helvetica, Arial, "Liberation Sans", sans-serif; }
            .finder input[type=search] { font: inherit; width: 18rem; }
            svg rect.ink0 { fill: var(--ink0); }
            </style>
            """;

    /** Copies the lists. */
    FolderReport {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
        charts = List.copyOf(charts);
    }

    /**
     * Writes the page, wholly or not at all.
     *
     * @param place as {@link ReportFile} finds it
     * @throws FoveaException if it cannot be written
     * @throws io.fovea.session.CancelledException if cancelled
     */
    void write(Path place, Cancellation cancel) {
        ReportRows shown = new ReportRows(rows, charts, reading(cancel));
        Page page = new Page(title(), ReportFile.kind(head.table()))
                .withScript(LiveTable.SCRIPT)
                .add(lead(shown))
                .add("What was assumed", assumed())
                .add("What failed", failures())
                .add("All images together", histograms(shown))
                .add("Image by image", table(shown, place, cancel))
                .add("How it was made", made());
        page.add("The model", model());
        try {
            page.write(place);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + place + "': check that its folder can be written.", e);
        }
    }

    private Function<String, Optional<JournalLine>> reading(Cancellation cancel) {
        return image -> {
            cancel.check();
            return index.line(image);
        };
    }

    private String title() {
        return head.command() + " with " + head.card().getOrDefault("name", "a model");
    }

    private String lead(ReportRows shown) {
        StringBuilder html = new StringBuilder(STYLE).append("<div class=\"scores\">");
        html.append(fact(images(), images() == 1 ? "image done" : "images done"));
        if (!missing.isEmpty()) {
            html.append(fact(missing.size(), "failed"));
        }
        shown.sum("objects").ifPresent(sum -> html.append(fact((long) sum, "objects")));
        if (shown.outliers() > 0) {
            html.append(fact(shown.outliers(), "unlike the others"));
        }
        return html.append("</div>\n").toString();
    }

    /** What the model's file does not say, on which all that follows rests. */
    private String assumed() {
        return head.assumed().isEmpty()
                ? ""
                : head.assumed().stream().map(Html::paragraph).collect(Collectors.joining())
                        + Html.paragraph("Where that is wrong, so are the answers.");
    }

    private long images() {
        return rows.stream().map(FolderJob.Row::image).distinct().count();
    }

    private static String fact(long number, String what) {
        return String.format(Locale.ROOT, "<div><b>%,d</b><span>%s</span></div>", number, what);
    }

    private String failures() {
        if (missing.isEmpty()) {
            return "";
        }
        Table table = Table.ofWords("");
        missing.stream().limit(MOST_FAILURES).forEach(one -> table.row(one.image(), one.sentence()));
        return table.toHtml()
                + (missing.size() > MOST_FAILURES
                        ? Html.paragraph((missing.size() - MOST_FAILURES) + " more are in failures.csv.")
                        : "");
    }

    private String histograms(ReportRows shown) {
        List<String> figures = new ArrayList<>();
        Map<String, double[]> perImage = shown.perImage();
        for (String chart : shown.chartsOfImages()) {
            figures.add(new ValueHistogram(chart, "images", perImage.get(chart)).toHtml());
        }
        shown.perPart().forEach((chart, values) -> figures.add(new ValueHistogram(chart, "objects", values).toHtml()));
        figures.removeIf(String::isEmpty);
        return rows.isEmpty() || figures.isEmpty() ? "" : Html.grid(figures);
    }

    private String table(ReportRows shown, Path place, Cancellation cancel) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> columns = new ArrayList<>(List.of("", "image"));
        columns.addAll(shown.columns());
        LiveTable table = new LiveTable(columns, "only those unlike the others");
        ReportPictures pictures =
                ReportPictures.of(place.toAbsolutePath().getParent(), Math.min(rows.size(), MOST_ROWS));
        List<Integer> order = shown.order().subList(0, Math.min(shown.size(), MOST_ROWS));
        Set<String> images = new LinkedHashSet<>();
        order.forEach(row -> images.add(shown.row(row).image()));
        Map<String, String> html = images.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        image -> image,
                        image ->
                                reading(cancel).apply(image).map(pictures::html).orElse("")));
        for (int row : order) {
            String image = shown.row(row).image();
            List<String> cells = new ArrayList<>(List.of(image));
            cells.addAll(shown.cells(row));
            // An explanation has a row for each class, and one picture.
            String picture = Optional.ofNullable(html.remove(image)).orElse("");
            table.row(picture, cells, shown.isOutlier(row));
        }
        String more = shown.size() > MOST_ROWS
                ? Html.paragraph((shown.size() - MOST_ROWS) + " more images are in " + head.table() + ".")
                : "";
        String outliers = shown.outliers() == 0
                ? ""
                : " Those marked come first: one of their numbers above lies more than 3.5 robust standard deviations"
                        + " from the median of all (Iglewicz and Hoaglin, 1993), which may be right or wrong: look at them.";
        String listed = table.toHtml();
        String large = listed.contains("<a href=") ? "Click a picture for the large one. " : "";
        return Html.paragraph(large + "The head of a column sorts by it." + outliers) + listed + more;
    }

    private String made() {
        Table table = Table.ofWords("")
                .row("begun", head.at())
                .row("Fovea", head.version().isEmpty() ? "not packaged" : head.version())
                .row("Java", System.getProperty("java.version") + " on " + System.getProperty("os.name"))
                .row("device", head.device());
        head.options().forEach((name, value) -> table.row(name, value.isEmpty() ? "–" : value));
        return (head.call().isEmpty() ? "" : Html.listing(head.call())) + table.toHtml();
    }

    private String model() {
        Table table = Table.ofWords("");
        head.card().forEach(table::row);
        table.row("fingerprint", head.model());
        return table.toHtml();
    }
}
