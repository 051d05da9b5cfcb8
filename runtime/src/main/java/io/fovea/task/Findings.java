package io.fovea.task;

import io.fovea.session.Device;
import java.util.ArrayList;
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
 * @param masks the objects with their pixels, where these are to be written down; otherwise none
 */
public record Findings(
        List<String> columns,
        List<List<Object>> rows,
        List<String> headings,
        List<Object> line,
        List<String> notes,
        List<FoundMask> masks) {
    /** Copies the lists. */
    public Findings {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows.stream().map(List::copyOf).toList());
        headings = List.copyOf(headings);
        line = List.copyOf(line);
        // Journals of earlier versions have neither.
        notes = notes == null ? List.of() : List.copyOf(notes);
        masks = masks == null ? List.of() : List.copyOf(masks);
    }

    /** Without notes. */
    public Findings(List<String> columns, List<List<Object>> rows, List<String> headings, List<Object> line) {
        this(columns, rows, headings, line, List.of(), List.of());
    }

    /** The same with notes. */
    Findings with(List<String> newNotes) {
        return new Findings(columns, rows, headings, line, newNotes, masks);
    }

    /** The same with the pixels of objects. */
    Findings withMasks(List<FoundMask> newMasks) {
        return new Findings(columns, rows, headings, line, notes, newMasks);
    }

    /** The same with a column that says on which device they were found. */
    public Findings on(Device device) {
        List<String> more = new ArrayList<>(columns);
        more.add("device");
        List<List<Object>> all = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> cells = new ArrayList<>(row);
            cells.add(device.toString());
            all.add(cells);
        }
        return new Findings(more, all, headings, line, notes, masks);
    }

    /** The number in a column of the first row; empty if there is no such column, row or number. */
    public OptionalDouble number(String column) {
        int at = columns.indexOf(column);
        return at >= 0 && !rows.isEmpty() && rows.get(0).get(at) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
