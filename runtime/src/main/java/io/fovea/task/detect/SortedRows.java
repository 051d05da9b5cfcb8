package io.fovea.task.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code [N, 6]}: left, top, right, bottom, score and class, in pixels of the input or in portions of it; and
 * {@code [N, 7]}, which begins with the number in the batch and has the class before the score, as YOLOv7 writes it. A
 * column of whole numbers is the class wherever it stands. Boxes, scores and classes may also be outputs of their own.
 */
final class SortedRows implements BoxReader {
    private static final int PLAIN = 6;
    private static final int NUMBERED = 7;

    /** Boxes all of which were smaller than this would be no boxes in pixels. */
    private static final float LARGEST_PORTION = 1.5f;

    @Override
    public List<Box> read(DetectorOutputs answer) {
        if (SortedLists.areIn(answer)) {
            return SortedLists.read(answer);
        }
        OutputTable rows = answer.table(
                "an output [N, 6] or [N, 7]", table -> table.columns() == PLAIN || table.columns() == NUMBERED);
        int first = rows.columns() - PLAIN;
        int last = first + PLAIN - 1;
        boolean isClassLast = isWhole(rows, last) && (first == 0 || !isWhole(rows, last - 1));
        int index = isClassLast ? last : last - 1;
        int score = isClassLast ? last - 1 : last;
        if (!isWhole(rows, index)) {
            throw answer.misfit("a column of whole numbers, the classes");
        }
        boolean portions = arePortions(rows, first);
        double across = portions ? answer.width() : 1;
        double down = portions ? answer.height() : 1;
        List<Box> boxes = new ArrayList<>();
        for (int r = 0; r < rows.rows(); r++) {
            // Places without a box are filled up with -1.
            if (rows.at(r, index) >= 0) {
                boxes.add(new Box(
                        (int) rows.at(r, index),
                        rows.at(r, score),
                        rows.at(r, first) * across,
                        rows.at(r, first + 1) * down,
                        rows.at(r, first + 2) * across,
                        rows.at(r, first + 3) * down));
            }
        }
        return boxes;
    }

    private static boolean isWhole(OutputTable rows, int column) {
        for (int r = 0; r < rows.rows(); r++) {
            if (rows.at(r, column) != Math.rint(rows.at(r, column))) {
                return false;
            }
        }
        return true;
    }

    /** Whether four columns are too small for pixels. */
    static boolean arePortions(OutputTable rows, int first) {
        for (int r = 0; r < rows.rows(); r++) {
            for (int c = first; c < first + 4; c++) {
                if (rows.at(r, c) > LARGEST_PORTION) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean leavesOverlaps() {
        return false;
    }
}
