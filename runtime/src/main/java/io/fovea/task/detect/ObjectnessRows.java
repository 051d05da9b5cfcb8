package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;

/** {@code [1, N, 5 + C]}: centre, size, whether there is an object, and the probability of each class if there is. */
final class ObjectnessRows implements BoxReader {
    static final int OBJECT = 4;

    @Override
    public List<Box> read(DetectorOutputs answer) {
        OutputTable rows = answer.table("an output [1, N, 5 + classes]", table -> table.columns() > OBJECT);
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < rows.rows(); r++) {
            boxes.add(box(rows, r, rows.at(r, 0), rows.at(r, 1), rows.at(r, 2), rows.at(r, 3)));
        }
        return boxes;
    }

    /** The box of a row, with the class that is most probable in it. */
    static Box box(OutputTable rows, int row, double x, double y, double width, double height) {
        int first = OBJECT + 1;
        if (rows.columns() == first) {
            return Box.around(0, rows.at(row, OBJECT), x, y, width, height)
                    .from(BoxOrigin.of(rows.element(row, OBJECT)));
        }
        int best = rows.best(row, first, rows.columns());
        return Box.around(best - first, rows.at(row, OBJECT) * rows.at(row, best), x, y, width, height)
                .from(BoxOrigin.of(rows.element(row, OBJECT), rows.element(row, best)));
    }
}
