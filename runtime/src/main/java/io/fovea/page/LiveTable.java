package io.fovea.page;

import static io.fovea.page.Html.escaped;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that its reader sorts by any column and filters by words. Without scripts it is a table in the order of its rows.
 */
public final class LiveTable {
    /** The script that pages with such tables need: see {@link Page#withScript}. */
    public static final String SCRIPT = Page.resource("live-table.js");

    private final List<String> columns;
    private final String marked;
    private final List<String> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param columns plain text; the first is that of pictures, which nothing is sorted by
     * @param marked what to call rows that are marked, in a box to tick
     */
    public LiveTable(List<String> columns, String marked) {
        this.columns = List.copyOf(columns);
        this.marked = marked;
    }

    /**
     * Adds a row.
     *
     * @param picture HTML
     * @param cells plain text, of all columns behind the first
     * @param isMarked whether the row stands out
     */
    public void row(String picture, List<String> cells, boolean isMarked) {
        StringBuilder row = new StringBuilder(isMarked ? "<tr data-odd=1>" : "<tr>");
        row.append("<td>").append(picture).append("</td>");
        for (int i = 0; i < cells.size(); i++) {
            row.append(i == 0 ? "<th scope=row>" : "<td>").append(escaped(cells.get(i)));
            row.append(i == 0 ? "</th>" : "</td>");
        }
        rows.add(row.append("</tr>\n").toString());
    }

    /** The table with its search field. */
    public String toHtml() {
        StringBuilder html = new StringBuilder("<div class=\"live\">\n<p class=\"finder\">"
                + "<label>Find <input type=\"search\" placeholder=\"words, or objects&gt;20\"></label>"
                + "<label><input type=\"checkbox\"> " + escaped(marked) + "</label> <output></output></p>\n"
                + "<div class=\"wide\"><table class=\"numbers pictures\">\n<thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            String name = escaped(columns.get(i));
            html.append("<th scope=\"col\">");
            html.append(i == 0 ? name : "<button type=\"button\">" + name + "</button>");
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        rows.forEach(html::append);
        return html.append("</tbody></table></div>\n</div>\n").toString();
    }
}
