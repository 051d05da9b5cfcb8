package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.CsvRow;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A CSV beside images: a row for each, with its labels listed, or 1 and 0 below the labels' names. */
final class TableLayout {
    private static final Set<String> MARKS = Set.of("0", "1", "");
    private static final List<String> IMAGES = List.of("", "images");

    private TableLayout() {}

    static Optional<DataLayout> in(Path root) {
        List<Path> tables = tables(root);
        if (tables.size() != 1) {
            return Optional.empty();
        }
        List<List<String>> rows =
                CsvRow.read(tables.get(0)).stream().map(CsvRow::cells).toList();
        Optional<String> images = IMAGES.stream()
                .filter(folder -> rows.size() > 1 && isFile(root.resolve(folder), rows.get(rows.size() - 1)))
                .findFirst();
        return images.map(folder -> layout(root, tables.get(0), folder, rows));
    }

    private static DataLayout layout(Path root, Path table, String images, List<List<String>> rows) {
        boolean headed = !isFile(root.resolve(images), rows.get(0));
        List<List<String>> body = headed ? rows.subList(1, rows.size()) : rows;
        boolean marked =
                headed && body.stream().flatMap(row -> row.stream().skip(1)).allMatch(MARKS::contains);
        Set<String> labels = new TreeSet<>();
        if (marked) {
            labels.addAll(rows.get(0).subList(1, rows.get(0).size()));
        } else {
            body.stream()
                    .flatMap(row -> row.stream().skip(1))
                    .flatMap(cell -> Stream.of(cell.split("[;|]")))
                    .map(String::strip)
                    .filter(label -> !label.isEmpty())
                    .forEach(labels::add);
        }
        String name = table.getFileName().toString();
        return new DataLayout(
                DataSpec.of(DataKind.TABLE, images, name),
                DataLayout.CLASSIFICATION,
                List.copyOf(labels),
                "the table '" + name + "' names files and " + (marked ? "marks" : "lists") + " their labels");
    }

    private static boolean isFile(Path folder, List<String> row) {
        return !row.get(0).isEmpty() && Files.isRegularFile(folder.resolve(row.get(0)));
    }

    private static List<Path> tables(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> entry.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FoveaException("The data folder '" + root + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
