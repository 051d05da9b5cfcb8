package io.fovea.batch;

import java.util.List;

/**
 * How a batch ended.
 *
 * @param done the number of files done
 * @param failures those that were not, in order
 */
public record Report<R>(int done, List<R> rows, List<Failure> failures) {
    public Report {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }
}
