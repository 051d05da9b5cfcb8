package io.fovea.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code explain.csv}, which the runs into one folder share. */
final class ExplainTables implements Tables {
    static final String COMMAND = "explain";
    static final List<String> COLUMNS = List.of("class", "probability", "layer", "method", "model", "note");

    private static final List<String> KEY = List.of("image", "class", "layer", "method", "model", "object", "against");
    private static final int FIRST_COLUMNS = 5;

    @Override
    public Consumer<List<FolderJob.Row>> in(OutputFolder folder, BatchFiles files, JournalIndex index) {
        Path table = folder.table(files.table(), FolderJob.behindImage(COLUMNS).subList(0, FIRST_COLUMNS));
        return rows -> write(table, rows);
    }

    @Override
    public List<String> charts() {
        return List.of("probability");
    }

    @Override
    public List<String> names(BatchFiles files) {
        return List.of(files.table());
    }

    @Override
    public boolean keepsEarlier() {
        return true;
    }

    private static void write(Path table, List<FolderJob.Row> rows) {
        // Every image is explained with the same columns.
        List<String> columns = rows.isEmpty() ? COLUMNS : rows.get(0).findings().columns();
        List<List<Object>> cells = new ArrayList<>();
        for (FolderJob.Row row : rows) {
            for (List<Object> values : row.findings().rows()) {
                cells.add(Stream.concat(Stream.of(row.image()), values.stream()).toList());
            }
        }
        new SharedTable(table, FolderJob.behindImage(columns), KEY).write(cells);
    }
}
