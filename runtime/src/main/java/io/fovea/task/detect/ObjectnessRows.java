package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code [1, N, 5 + C]}: centre, size, whether there is an object, and the probability of each class if there is; behind those of
 * the classes that are known the coefficients of a mask.
 */
final class ObjectnessRows implements BoxReader {
    static final int OBJECT = 4;

    @Override
    public List<Box> read(DetectorOutputs answer) {
        OutputTable rows = answer.table("an output [1, N, 5 + classes]", table -> table.columns() > OBJECT);
        int first = OBJECT + 1;
        int end = answer.labels() > 0
                ? Math.min(rows.columns(), first + answer.labels())
                : rows.columns() - Prototypes.countIn(answer, rows.columns() - first - 1);
        int further = rows.columns() - end;
        Optional<Prototypes> prototypes = further > 0 ? Prototypes.of(answer, further) : Optional.empty();
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < rows.rows(); r++) {
            Box box = box(rows, r, end, rows.at(r, 0), rows.at(r, 1), rows.at(r, 2), rows.at(r, 3));
            boxes.add(further > 0 ? box.from(box.origin().followedBy(rows, r, end, prototypes)) : box);
        }
        return boxes;
    }

    /** The box of a row, with the class that is most probable in it, of those before a column. */
    static Box box(OutputTable rows, int row, int end, double x, double y, double width, double height) {
        int first = OBJECT + 1;
        if (end == first) {
            return Box.around(0, rows.at(row, OBJECT), x, y, width, height)
                    .from(BoxOrigin.of(rows.element(row, OBJECT)));
        }
        int best = rows.best(row, first, end);
        return Box.around(best - first, rows.at(row, OBJECT) * rows.at(row, best), x, y, width, height)
                .from(BoxOrigin.of(rows.element(row, OBJECT), rows.element(row, best)));
    }
}
