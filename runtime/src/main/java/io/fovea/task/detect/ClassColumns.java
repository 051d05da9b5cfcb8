package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code [1, 4 + C, N]}, or turned: centre, size, and the probability of each class; behind those of the classes that are
 * known the coefficients of a mask, or points.
 */
final class ClassColumns implements BoxReader {
    private static final int BOX = 4;

    @Override
    public List<Box> read(DetectorOutputs answer) {
        OutputTable given = answer.table(
                "an output [1, 4 + classes, N]",
                table -> isEnough(table.rows(), answer) || isEnough(table.columns(), answer));
        OutputTable rows = isRows(given, answer) ? given : given.turned();
        int end = answer.labels() > 0
                ? BOX + answer.labels()
                : rows.columns() - Prototypes.countIn(answer, rows.columns() - BOX - 1);
        Optional<Prototypes> prototypes =
                rows.columns() > end ? Prototypes.of(answer, rows.columns() - end) : Optional.empty();
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < rows.rows(); r++) {
            int best = rows.best(r, BOX, end);
            boxes.add(
                    Box.around(best - BOX, rows.at(r, best), rows.at(r, 0), rows.at(r, 1), rows.at(r, 2), rows.at(r, 3))
                            .from(BoxOrigin.of(rows.element(r, best)).followedBy(rows, r, end, prototypes)));
        }
        return boxes;
    }

    private static boolean isEnough(int size, DetectorOutputs answer) {
        return size >= BOX + Math.max(1, answer.labels());
    }

    private static boolean isRows(OutputTable table, DetectorOutputs answer) {
        return !isEnough(table.rows(), answer) || isEnough(table.columns(), answer) && table.columns() < table.rows();
    }
}
