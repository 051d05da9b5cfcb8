package io.fovea.page;

import static io.fovea.page.Html.escaped;

import java.util.ArrayList;
import java.util.List;

/** A table: the first column names what its row is about; the others hold numbers, or words if {@link #ofWords}. */
public final class Table {

    private final String caption;
    private final List<String> columns;
    private final boolean words;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(String caption, List<String> columns, boolean words) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
        this.words = words;
    }

    /** A table of numbers, set flush right. */
    public static Table ofNumbers(String caption, List<String> columns) {
        return new Table(caption, columns, false);
    }

    /** A table of two columns without a head: what, and what it is. */
    public static Table ofWords(String caption) {
        return new Table(caption, List.of(), true);
    }

    /**
     * Adds a row of plain text.
     *
     * @return this
     */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /**
     * Adds a row of plain text.
     *
     * @return this
     */
    public Table row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The table, wide ones scrolling by themselves. */
    public String toHtml() {
        StringBuilder html = new StringBuilder(Html.caption(caption))
                .append("<div class=\"wide\"><table class=\"")
                .append(words ? "words" : "numbers")
                .append("\">\n");
        if (!columns.isEmpty()) {
            html.append("<thead><tr>");
            columns.forEach(column ->
                    html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
            html.append("</tr></thead>\n");
        }
        html.append("<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
            row.subList(1, row.size())
                    .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }
}
