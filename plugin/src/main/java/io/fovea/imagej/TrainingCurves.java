package io.fovea.imagej;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a training goes, epoch by epoch, as the trainer writes it beside its model.
 *
 * @param header the names of the columns: {@code epoch}, {@code loss}, {@code val_loss}, ...
 * @param rows a number for each column; NaN where there is none
 */
record TrainingCurves(List<String> header, List<List<Double>> rows) {
    static final TrainingCurves NONE = new TrainingCurves(List.of(), List.of());

    TrainingCurves {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** Those of a file; none if it is not there yet. */
    static TrainingCurves read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.isEmpty()
                    ? NONE
                    : new TrainingCurves(
                            List.of(lines.get(0).split(",", -1)),
                            lines.stream().skip(1).map(TrainingCurves::row).toList());
        } catch (IOException e) {
            return NONE; // it is being replaced, and is looked at again
        }
    }

    private static List<Double> row(String line) {
        return Arrays.stream(line.split(",", -1)).map(TrainingCurves::number).toList();
    }

    private static double number(String text) {
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // a word
        }
    }

    /** How many epochs are done. */
    int epochs() {
        return rows.size();
    }

    /** The values of a column, one for each epoch; NaN for a column that there is not. */
    double[] column(String name) {
        int at = header.indexOf(name);
        return rows.stream()
                .mapToDouble(row -> at < 0 || at >= row.size() ? Double.NaN : row.get(at))
                .toArray();
    }

    /** The epoch whose loss in validation is least, from 1; 0 if there is none. */
    int best() {
        double[] loss = column("val_loss");
        return IntStream.range(0, loss.length)
                        .filter(i -> !Double.isNaN(loss[i]))
                        .boxed()
                        .min((a, b) -> Double.compare(loss[a], loss[b]))
                        .orElse(-1)
                + 1;
    }
}
