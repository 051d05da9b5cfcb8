package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.page.Html;
import io.fovea.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the report of a batch lies. */
final class ReportFile {
    private static final String NAME = "report.html";

    /** As long as the head of a page is, with much to spare. */
    private static final int HEAD = 1 << 16;

    private ReportFile() {}

    /** The words above the title of a report, which name the table that it is about. */
    static String kind(String table) {
        return "Report on " + table;
    }

    /**
     * The place of a report: {@code report.html}; where that is taken by the report on another table, or by a page of someone
     * else, or the table has a name of its own, {@code <table>-report.html}.
     *
     * @throws FoveaException if that is someone else's, too
     */
    static Path of(BatchFiles files, String command) {
        Path usual = files.folder().resolve(files.document(NAME));
        if (files.name().equals(command) && mayReplace(usual, files.wholeTable())) {
            return usual;
        }
        Path own = files.folder().resolve(files.document(files.name() + "-" + NAME));
        if (mayReplace(own, files.wholeTable())) {
            return own;
        }
        throw new FoveaException(
                "The report '" + own
                        + "' would overwrite a page that is no such report of Fovea's; move that away, or leave the report out.");
    }

    /** Takes away the report on a table, wherever it lies. */
    static void remove(BatchFiles files) {
        Path usual = files.folder().resolve(files.document(NAME));
        Path own = files.folder().resolve(files.document(files.name() + "-" + NAME));
        for (Path file : List.of(usual, own)) {
            if (isOn(file, files.wholeTable())) {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new FoveaException(
                            "Cannot remove '" + file + "', the report on a table that is no more: close it.", e);
                }
            }
        }
    }

    private static boolean mayReplace(Path file, String table) {
        if (!Files.exists(file)) {
            return true;
        }
        return head(file)
                .filter(begin -> begin.isEmpty() || Page.isOf(begin, kind(table)))
                .isPresent();
    }

    /** Whether a file is a report on any table. */
    static boolean isOne(Path file) {
        return file.getFileName().toString().endsWith(NAME)
                && head(file)
                        .filter(begin -> begin.contains("<p class=\"kind\">" + Html.escaped(kind(""))))
                        .isPresent();
    }

    private static boolean isOn(Path file, String table) {
        return head(file).filter(begin -> Page.isOf(begin, kind(table))).isPresent();
    }

    /** What a file begins with; empty if it is not there, or cannot be read. */
    private static Optional<String> head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
