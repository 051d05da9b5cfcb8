package io.fovea.task.detect;

import io.fovea.model.GridCells;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code [1, N, 5 + C]} as YOLOX leaves it (Ge et al. 2021): a row for each cell of the grids, one after the other, whose
 * centre is relative to the cell's corner and whose size is a logarithm, both in cells.
 */
final class GridRows implements BoxReader {

    @Override
    public List<Box> read(DetectorOutputs answer) {
        OutputTable rows =
                answer.table("an output [1, N, 5 + classes]", table -> table.columns() > ObjectnessRows.OBJECT);
        List<Integer> strides = GridCells.strides(answer.width(), answer.height(), rows.rows())
                .orElseThrow(() -> answer.misfit(
                        "a row for each cell of the grids of " + answer.width() + "x" + answer.height() + " pixels"));
        List<Box> boxes = new ArrayList<>();
        int row = 0;
        for (int stride : strides) {
            for (int y = 0; y < GridCells.cells(answer.height(), stride); y++) {
                for (int x = 0; x < GridCells.cells(answer.width(), stride); x++, row++) {
                    boxes.add(ObjectnessRows.box(
                            rows,
                            row,
                            rows.columns(),
                            (x + rows.at(row, 0)) * stride,
                            (y + rows.at(row, 1)) * stride,
                            Math.exp(rows.at(row, 2)) * stride,
                            Math.exp(rows.at(row, 3)) * stride));
                }
            }
        }
        return boxes;
    }
}
