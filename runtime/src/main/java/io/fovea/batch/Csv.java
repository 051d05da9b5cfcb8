package io.fovea.batch;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A table as text: comma-separated, quoted where needed (RFC 4180), numbers with a point, lines ended by a line feed. */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** A table without rows. */
    public Csv(List<String> columns) {
        row(columns.toArray());
    }

    /** Adds a row. Real numbers get six decimals, no more than they need. */
    public void row(Object... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",").append(field(values[i]));
        }
        text.append('\n');
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

    /** The table as it would be written. */
    @Override
    public String toString() {
        return text.toString();
    }

    private static String field(Object value) {
        if (value instanceof Float || value instanceof Double) {
            return number(((Number) value).doubleValue());
        }
        String field = value.toString();
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.6f", value);
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }
}
