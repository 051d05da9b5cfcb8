package io.fovea.batch;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code failures.csv}: which images are missing from which table, and why. Tables of one folder share it. It is there as
 * long as something is missing.
 *
 * @param file where it lies
 * @param table from which they are missing
 */
record FailureTable(Path file, String table) {
    static final List<String> COLUMNS = List.of("image", "table", "failure");

    /** An image, by its name, and why it could not be done, in a sentence. */
    record Missing(String image, String sentence) {}

    /**
     * Writes what is missing from the table, in place of what was, and keeps what is missing from others.
     *
     * @throws FoveaException if that cannot be read or written
     */
    void write(List<Missing> missing) {
        List<List<String>> others = others();
        if (others.isEmpty() && missing.isEmpty()) {
            remove();
            return;
        }
        Csv csv = new Csv(COLUMNS);
        others.forEach(row -> csv.row(row.toArray()));
        missing.forEach(one -> csv.row(one.image(), table, one.sentence()));
        csv.write(file);
    }

    private List<List<String>> others() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<List<String>> rows = new ArrayList<>(Csv.parse(Files.readString(file)));
            rows.removeIf(row -> row.equals(COLUMNS)
                    || row.size() != COLUMNS.size()
                    || row.get(1).equals(table));
            return rows;
        } catch (IOException e) {
            throw new FoveaException("The table '" + file + "' of an earlier run cannot be read.", e);
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FoveaException("Cannot remove '" + file + "', of which nothing is true any more.", e);
        }
    }
}
