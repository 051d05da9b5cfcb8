package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.data.CsvRow;
import io.fovea.data.Example;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which group each image belongs to, by whose scores a model is told to be good at some and bad at others. */
public final class ImageGroups {
    /** There are none. */
    public static final ImageGroups NONE = new ImageGroups(Map.of());

    private static final String HEADER = "file";

    private final Map<String, String> byFile;

    private ImageGroups(Map<String, String> byFile) {
        this.byFile = byFile;
    }

    /**
     * Reads a CSV file with a row {@code file,group} for each image, the file by its name, with its ending or without; blocks.
     *
     * @throws FoveaException when it cannot be read, a row has no two cells, or a file is in two groups
     */
    public static ImageGroups read(Path csv) {
        Map<String, String> groups = new HashMap<>();
        List<CsvRow> rows = CsvRow.read(csv);
        for (CsvRow row : rows) {
            boolean isHeader = row == rows.get(0) && row.cells().get(0).equalsIgnoreCase(HEADER);
            if (!isHeader) {
                put(csv, row, groups);
            }
        }
        if (groups.isEmpty()) {
            throw new FoveaException("'" + csv + "' has no groups; give a row 'file,group' for each image.");
        }
        return new ImageGroups(groups);
    }

    private static void put(Path csv, CsvRow row, Map<String, String> groups) {
        if (row.cells().size() != 2 || row.cells().stream().anyMatch(String::isEmpty)) {
            throw new FoveaException("Line " + row.line() + " of '" + csv + "' is '" + String.join(",", row.cells())
                    + "'; give an image's file and its group.");
        }
        String file = UserPath.withoutFolder(row.cells().get(0));
        String former = groups.put(file, row.cells().get(1));
        if (former != null && !former.equals(row.cells().get(1))) {
            throw new FoveaException("Line " + row.line() + " of '" + csv + "' puts '" + file + "' into "
                    + row.cells().get(1) + ", which is in " + former + " already.");
        }
    }

    /** The group of an example; empty where it is in none. */
    public Optional<String> of(Example example) {
        String file = UserPath.withoutFolder(example.name());
        return Optional.ofNullable(byFile.get(file))
                .or(() -> Optional.ofNullable(byFile.get(file.replaceFirst("\\.[^.]*$", ""))));
    }

    /**
     * Asks whether any image was in a group.
     *
     * @throws FoveaException when there are groups, and none was
     */
    void requireSome(int found) {
        if (found == 0 && !byFile.isEmpty()) {
            throw new FoveaException("None of the measured images is in a group; the groups name files such as '"
                    + byFile.keySet().iterator().next()
                    + "'. Give the names of the images, with their ending or without.");
        }
    }
}
