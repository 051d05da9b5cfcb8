package io.fovea.batch;

import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the tables of a batch lie, and its journal. Those of a share have its number in their names, so that shares can
 * write into one folder at the same time.
 *
 * @param folder of the results
 * @param name of the table without its suffix, such as {@code segment}
 * @param suffix of the table
 */
record BatchFiles(Path folder, String name, String suffix, Shard shard) {
    private static final String JOURNAL = "-journal.jsonl";
    private static final Pattern SHARE = Pattern.compile("(.+?)(-\\d+-of-\\d+)?" + Pattern.quote(JOURNAL));

    /** Those of a table of a name of its own. */
    static BatchFiles of(Path table, Shard shard) {
        String name = Inputs.stem(table);
        return new BatchFiles(
                table.toAbsolutePath().getParent(),
                name,
                table.getFileName().toString().substring(name.length()),
                shard);
    }

    /** Those of a share of the same. */
    BatchFiles of(Shard other) {
        return new BatchFiles(folder, name, suffix, other);
    }

    /** The name of the table. */
    String table() {
        return name + shard.suffix() + suffix;
    }

    /** The name of the table that all shares make together. */
    String wholeTable() {
        return name + suffix;
    }

    /** The name of the journal. */
    String journal() {
        return name + shard.suffix() + JOURNAL;
    }

    /** The name of the table of what failed. */
    String failures() {
        return "failures" + shard.suffix() + ".csv";
    }

    /** The name of another file about all images, such as {@code coco.json}. */
    String document(String whole) {
        int dot = whole.lastIndexOf('.');
        return whole.substring(0, dot) + shard.suffix() + whole.substring(dot);
    }

    /** The journals of all shares, and of the whole, that there are. */
    List<Path> journals() {
        return journals(folder).stream()
                .filter(file -> nameOf(file).equals(name))
                .toList();
    }

    /** The journals of a folder, sorted. */
    static List<Path> journals(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(BatchFiles::isJournal).sorted().toList();
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a file is named like a journal. */
    static boolean isJournal(Path file) {
        return file.getFileName().toString().endsWith(JOURNAL);
    }

    /** The name of the table that a journal belongs to, without its suffix and that of a share. */
    static String nameOf(Path journal) {
        Matcher matcher = SHARE.matcher(journal.getFileName().toString());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
