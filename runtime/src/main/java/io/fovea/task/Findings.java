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
 * @param notes sentences on how it was found, said once of all images that they are about
 */
public record Findings(
        List<String> columns, List<List<Object>> rows, List<String> headings, List<Object> line, List<String> notes) {
    /** Copies the lists. */
    public Findings {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows.stream().map(List::copyOf).toList());
        headings = List.copyOf(headings);
        line = List.copyOf(line);
        notes = notes == null ? List.of() : List.copyOf(notes); // journals of earlier versions have none
    }

    /** Without notes. */
    public Findings(List<String> columns, List<List<Object>> rows, List<String> headings, List<Object> line) {
        this(columns, rows, headings, line, List.of());
    }

    /** The same with notes. */
    Findings with(List<String> newNotes) {
        return new Findings(columns, rows, headings, line, newNotes);
    }

    /** The number in a column of the first row; empty if there is no such column, row or number. */
    public OptionalDouble number(String column) {
        int at = columns.indexOf(column);
        return at >= 0 && !rows.isEmpty() && rows.get(0).get(at) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
