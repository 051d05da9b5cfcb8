package io.fovea.cli.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of benchmarks as a file for programs. */
public final class ResultsFile {
    private ResultsFile() {}

    /**
     * Writes JSON with the machine and the results where the file's name ends in {@code .json}, otherwise CSV with the
     * results alone. Memory is in bytes, 0 where it was not measured.
     *
     * @throws FoveaException if the file cannot be written
     */
    public static void write(List<Measurement> results, Path file) {
        try {
            AtomicFile.write(file, file.toString().endsWith(".json") ? json(results) : csv(results));
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    /** Whether a file holds results of benchmarks. */
    public static boolean isOne(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("measured,unit,") || text.contains("\"machine\"") && text.contains("\"results\"");
        } catch (IOException e) {
            return false; // not even a text
        }
    }

    private static byte[] json(List<Measurement> results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", MachineFacts.describe());
        document.put("results", results.stream().map(ResultsFile::row).toList());
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private static byte[] csv(List<Measurement> results) {
        String header =
                results.isEmpty() ? "" : String.join(",", row(results.get(0)).keySet()) + "\n";
        String body = results.stream()
                .map(result ->
                        row(result).values().stream().map(value -> cell(value)).collect(Collectors.joining(",")))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return (header + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
        return value == null ? "" : value.toString();
    }

    private static Map<String, Object> row(Measurement m) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("measured", m.what());
        row.put("unit", m.unit());
        put(row, "fovea", m.fovea());
        row.put("against", m.against());
        put(row, "other", m.other());
        row.put("ratio", number(m.ratio()));
        row.put("aim", m.aim());
        return row;
    }

    private static void put(Map<String, Object> row, String name, Side side) {
        row.put(name, number(side.median()));
        row.put(name + "_low", number(side.low()));
        row.put(name + "_high", number(side.high()));
        row.put(name + "_peak_bytes", side.peak());
    }

    /** Nothing for what is no number, which JSON does not have. */
    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
