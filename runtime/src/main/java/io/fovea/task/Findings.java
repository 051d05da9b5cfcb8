package io.fovea.task;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What tables say of one answer, behind the name of the image.
 *
 * @param columns of the table to be kept
 * @param rows of that table: text and numbers, a value for each column
 * @param headings of the line
 * @param line the same in brief, for people, a value for each heading
 */
public record Findings(List<String> columns, List<List<Object>> rows, List<String> headings, List<Object> line) {
    /** Copies the lists. */
    public Findings {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows.stream().map(List::copyOf).toList());
        headings = List.copyOf(headings);
        line = List.copyOf(line);
    }

    /** The number in a column of the first row; empty if there is no such column, row or number. */
    public OptionalDouble number(String column) {
        int at = columns.indexOf(column);
        return at >= 0 && !rows.isEmpty() && rows.get(0).get(at) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
