package io.fovea.cli;

import io.fovea.batch.FolderJob;
import java.util.ArrayList;
import java.util.List;

/** What was found in images, in brief: a line for each. */
final class RowsText {
    private RowsText() {}

    /** The lines under their headings. */
    static TextTable of(List<FolderJob.Row> rows) {
        // Every image is answered with the same columns.
        List<String> columns = new ArrayList<>(List.of("image"));
        rows.stream().findFirst().ifPresent(row -> columns.addAll(row.findings().headings()));
        TextTable table = new TextTable(columns);
        for (FolderJob.Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.image()));
            cells.addAll(row.findings().line());
            table.row(cells);
        }
        return table;
    }
}
