package io.fovea.task.detect;

import io.fovea.model.GridCells;
import java.util.ArrayList;
import java.util.List;

/** YuNet's faces (Wu et al. 2023): for grids of 8, 16 and 32 pixels the outputs {@code cls_8}, {@code obj_8}, {@code bbox_8}. */
final class FaceGrids implements BoxReader {
    private static final List<Integer> STRIDES = List.of(8, 16, 32);

    /** The score is the root of a product. */
    private static final double HALF = 0.5;

    @Override
    public List<Box> read(DetectorOutputs answer) {
        List<Box> boxes = new ArrayList<>();
        for (int stride : STRIDES) {
            OutputTable classes = answer.table("cls_" + stride);
            OutputTable objects = answer.table("obj_" + stride);
            OutputTable places = answer.table("bbox_" + stride);
            int across = GridCells.cells(answer.width(), stride);
            if (places.rows() != across * GridCells.cells(answer.height(), stride)
                    || classes.rows() != places.rows()
                    || objects.rows() != places.rows()
                    || places.columns() != 4) {
                throw answer.misfit("a row for each cell of " + stride + "x" + stride + " pixels");
            }
            for (int r = 0; r < places.rows(); r++) {
                boxes.add(Box.around(
                                0,
                                (float) Math.sqrt(portion(classes.at(r, 0)) * (double) portion(objects.at(r, 0))),
                                (r % across + places.at(r, 0)) * stride,
                                (r / across + places.at(r, 1)) * stride,
                                Math.exp(places.at(r, 2)) * stride,
                                Math.exp(places.at(r, 3)) * stride)
                        .from(BoxOrigin.of(classes.element(r, 0), objects.element(r, 0))
                                .toThe(HALF)));
            }
        }
        return boxes;
    }

    private static float portion(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
