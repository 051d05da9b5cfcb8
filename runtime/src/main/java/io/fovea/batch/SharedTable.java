package io.fovea.batch;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that the runs into one folder share: a run replaces the rows that say the same thing as its own, and keeps the
 * others before them.
 *
 * @param file where it lies
 * @param columns of the rows to come
 * @param key the columns in which two rows agree that say the same thing; of those that a row does not have, it says nothing
 */
public record SharedTable(Path file, List<String> columns, List<String> key) {

    /** Copies the lists. */
    public SharedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * Writes all rows of this run so far, with those of earlier ones. Columns that only earlier runs had stay at the end;
     * where a row has nothing for a column, that is empty.
     *
     * @throws FoveaException if the table cannot be read or written
     */
    public void write(List<List<Object>> rows) {
        List<Map<String, String>> earlier = read();
        Set<String> all = new LinkedHashSet<>(columns);
        earlier.forEach(row -> all.addAll(row.keySet()));
        List<String> header = List.copyOf(all);
        Set<List<String>> said = new HashSet<>();
        for (List<Object> row : rows) {
            said.add(key.stream()
                    .map(column -> columns.contains(column) ? Csv.text(row.get(columns.indexOf(column))) : "")
                    .toList());
        }
        Csv table = new Csv(header);
        for (Map<String, String> row : earlier) {
            if (!said.contains(
                    key.stream().map(column -> row.getOrDefault(column, "")).toList())) {
                table.row(header.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .toArray());
            }
        }
        for (List<Object> row : rows) {
            Object[] filled = new Object[header.size()];
            for (int i = 0; i < filled.length; i++) {
                filled[i] = i < row.size() ? row.get(i) : "";
            }
            table.row(filled);
        }
        table.write(file);
    }

    /** Anew each time: another run may have written meanwhile. */
    private List<Map<String, String>> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<List<String>> lines = Csv.parse(Files.readString(file, StandardCharsets.UTF_8));
            List<Map<String, String>> rows = new ArrayList<>();
            for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(line.size(), lines.get(0).size()); i++) {
                    row.put(lines.get(0).get(i), line.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new FoveaException("The table '" + file + "' of an earlier run cannot be read.", e);
        }
    }
}
