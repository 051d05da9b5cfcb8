package io.fovea.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table with a type for each column: that of the job, with what failed as rows of their own.
 *
 * @param rows a value for each column: a {@link Long}, a {@link Double}, a {@link String}, or null where there is none
 */
public record ResultTable(List<Column> columns, List<List<Object>> rows) {
    /** The last column: why a file could not be done, in a sentence. */
    public static final String FAILURE = "failure";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E[+-]?\\d+)?");
    private static final Pattern FRACTION = Pattern.compile("[.E]");

    /** Copies the lists. */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What a column has. */
    public enum Kind {
        /** Whole numbers. */
        WHOLE,
        /** Numbers. */
        REAL,
        /** Anything. */
        TEXT
    }

    /** A column. */
    public record Column(String name, Kind kind) {}

    /**
     * Gives values the type that their column is declared to have, and else the one that all of it have.
     *
     * @param rows text and numbers; empty text where there is nothing
     * @param declared by name; a type that does not fit what is there counts for nothing
     */
    static ResultTable of(List<String> names, List<List<Object>> rows, Map<String, Kind> declared) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            Kind kind = Optional.ofNullable(declared.get(names.get(i)))
                    .filter(one -> rows.stream()
                            .map(row -> row.get(column))
                            .allMatch(cell -> isNothing(cell) || kind(cell).compareTo(one) <= 0))
                    .orElseGet(() -> kind(rows, column));
            columns.add(new Column(names.get(i), kind));
        }
        List<List<Object>> typed = new ArrayList<>();
        for (List<Object> row : rows) {
            Object[] cells = new Object[names.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = typed(row.get(i), columns.get(i).kind());
            }
            typed.add(Collections.unmodifiableList(Arrays.asList(cells)));
        }
        return new ResultTable(columns, typed);
    }

    /** Numbers that kept their digits go through a journal as text; names of whole numbers, such as those of classes, are none. */
    private static Kind kind(List<List<Object>> rows, int column) {
        Kind kind = Kind.WHOLE;
        boolean isEmpty = true;
        boolean isWritten = false;
        boolean hasFractions = false;
        for (List<Object> row : rows) {
            Object cell = row.get(column);
            if (!isNothing(cell)) {
                isEmpty = false;
                Kind own = kind(cell);
                kind = own.compareTo(kind) > 0 ? own : kind;
                isWritten |= !(cell instanceof Number);
                hasFractions |= FRACTION.matcher(cell.toString()).find();
            }
        }
        return isEmpty || isWritten && !hasFractions ? Kind.TEXT : kind;
    }

    private static Kind kind(Object cell) {
        if (cell instanceof Integer || cell instanceof Long) {
            return Kind.WHOLE;
        }
        return cell instanceof Number || NUMBER.matcher(cell.toString()).matches() ? Kind.REAL : Kind.TEXT;
    }

    private static Object typed(Object cell, Kind kind) {
        if (isNothing(cell)) {
            return null;
        }
        return switch (kind) {
            case WHOLE -> ((Number) cell).longValue();
            case REAL -> Double.valueOf(cell.toString());
            case TEXT -> cell.toString();
        };
    }

    private static boolean isNothing(Object cell) {
        return cell.equals("");
    }
}
