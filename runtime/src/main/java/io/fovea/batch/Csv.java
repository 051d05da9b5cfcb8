package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table as text: comma-separated, quoted where needed (RFC 4180), numbers with a point, lines ended by a line feed. */
public final class Csv {
    /** The column that every table of a batch begins with. */
    private static final String FIRST = "image";

    private static final int LONGEST_HEADER = 1 << 16;
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);

    private final StringBuilder text = new StringBuilder();

    /** A table without rows. */
    public Csv(List<String> columns) {
        row(columns.toArray());
    }

    /** Adds a row. Real numbers get six decimals, no more than they need. */
    public void row(Object... values) {
        text.append(line(values)).append('\n');
    }

    /** A row as it stands in a table, without what ends it. */
    static String line(Object... values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",").append(field(values[i]));
        }
        return line.toString();
    }

    /**
     * Writes the table: beside its place, then moved there.
     *
     * @throws FoveaException if the file cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': check that its folder can be written.", e);
        }
    }

    /**
     * Whether a table may be written in the place of a file: if there is none, if it is empty, or if it is a table that
     * begins with the same columns.
     */
    public static boolean mayReplace(Path file, List<String> columns) {
        if (!Files.exists(file)) {
            return true;
        }
        Optional<String> header = header(file);
        return header.isPresent() && (header.get().isEmpty() || begins(header.get(), columns));
    }

    /** Whether a file is a table of a batch. */
    static boolean isOurs(Path file) {
        return isTable(file, List.of(FIRST));
    }

    /** Whether a file is a table that begins with some columns. */
    static boolean isTable(Path file, List<String> columns) {
        return header(file).filter(header -> begins(header, columns)).isPresent();
    }

    private static boolean begins(String header, List<String> columns) {
        return (header + ",").startsWith(String.join(",", columns) + ",");
    }

    /** The first line; empty where the file is none that can be read. */
    private static Optional<String> header(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
            return Optional.of(start.lines().findFirst().orElse(""));
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** The table as it would be written. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** A value as {@link #parse} gives it back. */
    static String text(Object value) {
        return value instanceof Float || value instanceof Double
                ? number(((Number) value).doubleValue())
                : value.toString();
    }

    /** The cells of a table, row by row. Blank lines are no rows. */
    static List<List<String>> parse(String table) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < table.length(); i++) {
            char c = table.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < table.length() && table.charAt(i + 1) == '"';
                cell.append(doubled ? "\"" : "");
                i += doubled ? 1 : 0;
                quoted = doubled || !quoted;
            } else if (quoted || c != ',' && c != '\n') {
                cell.append(c == '\r' && !quoted ? "" : c);
            } else {
                row.add(cell.toString());
                cell.setLength(0);
                row = c == ',' ? row : end(row, rows);
            }
        }
        row.add(cell.toString());
        end(row, rows);
        return rows;
    }

    private static List<String> end(List<String> row, List<List<String>> rows) {
        if (!row.equals(List.of(""))) {
            rows.add(row);
        }
        return new ArrayList<>();
    }

    private static String field(Object value) {
        String field = text(value);
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.6f", value);
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }
}
