package io.fovea.task;

import java.util.List;

/**
 * What a further table says of the parts of one image, such as the objects in it, behind the name of the image.
 *
 * @param columns of the table; another image may have others
 * @param rows text and numbers, a value for each column
 */
public record Details(List<String> columns, List<List<Object>> rows) {
    /** Nothing. */
    public static final Details NONE = new Details(List.of(), List.of());

    /** Copies the lists. */
    public Details {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows.stream().map(List::copyOf).toList());
    }
}
