package io.fovea.batch;

import java.util.List;

/**
 * How a batch ended.
 *
 * @param done the number of files done
 * @param rows what was found, in the order of the files
 * @param failures the files that could not be done, in order
 */
public record Report<R>(int done, List<R> rows, List<Failure> failures) {
    /** Copies the lists. */
    public Report {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }
}
