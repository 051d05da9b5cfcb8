package io.fovea.task.detect;

import io.fovea.session.FloatTensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An output with a row for each place where something may be.
 *
 * @param output its name
 * @param isTurned whether the output itself has columns for rows
 * @param values row by row
 */
record OutputTable(String output, boolean isTurned, int rows, int columns, float[] values) {

    /** That of an output without a name. */
    OutputTable(int rows, int columns, float[] values) {
        this("", false, rows, columns, values);
    }

    /** That of a tensor {@code [1, rows, columns]} or {@code [rows, columns]}; empty for another. */
    static Optional<OutputTable> of(FloatTensor tensor) {
        return of("", tensor);
    }

    /** That of an output {@code [1, rows, columns]} or {@code [rows, columns]}; empty for another. */
    static Optional<OutputTable> of(String output, FloatTensor tensor) {
        long[] shape = tensor.shape();
        boolean fits = shape.length == 2 || shape.length == 3 && shape[0] == 1;
        return fits
                ? Optional.of(new OutputTable(
                        output, false, (int) shape[shape.length - 2], (int) shape[shape.length - 1], tensor.toArray()))
                : Optional.empty();
    }

    /** Where a value stands in the output. */
    BoxOrigin.Element element(int row, int column) {
        int index = isTurned ? column * rows + row : row * columns + column;
        return new BoxOrigin.Element(output, index, at(row, column));
    }

    float at(int row, int column) {
        return values[row * columns + column];
    }

    /** Rows for columns. */
    OutputTable turned() {
        float[] turned = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = at(r, c);
            }
        }
        return new OutputTable(output, !isTurned, columns, rows, turned);
    }

    /** The column of the greatest value of a row, among some that follow each other. */
    int best(int row, int from, int to) {
        int best = from;
        for (int c = from + 1; c < to; c++) {
            if (at(row, c) > at(row, best)) {
                best = c;
            }
        }
        return best;
    }

    /** Whether sizes and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OutputTable that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, columns, Arrays.hashCode(values));
    }
}
