package io.fovea.task.detect;

import static io.fovea.task.detect.Answers.put;
import static io.fovea.task.detect.Answers.read;
import static io.fovea.task.detect.Answers.requireBox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every expectation is worked out by hand from the drawn output. */
class FaceGridsTest {
    @Test
    void facesAreTheMeanOfClassAndObject() {
        float[] eights = new float[16 * 4];
        put(eights, 6 * 4, 0.5f, 0.5f, (float) Math.log(2), 0);
        float[] sure = new float[16];
        sure[6] = 0.81f;
        float[] there = new float[16];
        there[6] = 1.2f;
        Map<String, FloatTensor> outputs = faceless();
        outputs.put("cls_8", FloatTensor.of(sure, 1, 16, 1));
        outputs.put("obj_8", FloatTensor.of(there, 1, 16, 1));
        outputs.put("bbox_8", FloatTensor.of(eights, 1, 16, 4));

        List<Box> boxes =
                read(DetectorHead.YUNET, new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true));

        // Cell 6 is column 2 and row 1: centre (2.5, 1.5) cells of 8 pixels is (20, 12); 2x1 cells are 16x8 pixels.
        assertThat(boxes).hasSize(21);
        requireBox(boxes.get(6), 0, 0.9, 12, 8, 28, 16);
    }

    /** The root of 0.81 times 0.25 is 0.45; a half cell right and down of cell 3, which is column 1 and row 1 of 16 pixels. */
    @Test
    void facesOfTheMiddleGrid() {
        Map<String, FloatTensor> outputs = faceless();
        outputs.put("cls_16", FloatTensor.of(new float[] {0, 0, 0, 0.81f}, 1, 4, 1));
        outputs.put("obj_16", FloatTensor.of(new float[] {0, 0, 0, 0.25f}, 1, 4, 1));
        float[] places = new float[16];
        put(places, 12, 0.5f, 0.25f, 0, (float) Math.log(0.5));
        outputs.put("bbox_16", FloatTensor.of(places, 1, 4, 4));

        List<Box> boxes =
                read(DetectorHead.YUNET, new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true));

        // Centre (1.5, 1.25) cells is (24, 20); 1x0.5 cells are 16x8 pixels.
        requireBox(boxes.get(16 + 3), 0, 0.45, 16, 16, 32, 24);
    }

    @Test
    void facesNeedARowForEachCellInEachOutput() {
        for (String wrong : List.of("cls_16", "obj_16", "bbox_16")) {
            Map<String, FloatTensor> outputs = faceless();
            long[] shape = outputs.get(wrong).shape();
            outputs.put(wrong, FloatTensor.allocate(1, shape[1] + 1, shape[2]));
            assertThatThrownBy(() -> read(
                            DetectorHead.YUNET, new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true)))
                    .as(wrong)
                    .hasMessageContaining("a row for each cell of 16x16 pixels");
            outputs.remove(wrong);
            assertThatThrownBy(() -> read(
                            DetectorHead.YUNET, new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true)))
                    .hasMessageContaining("an output '" + wrong + "' of two or three dimensions");
        }
    }

    /** Of 32x32 pixels, 4x4 cells of 8, 2x2 of 16, one of 32, and no face in any. */
    private static Map<String, FloatTensor> faceless() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        for (int[] grid : new int[][] {{8, 16}, {16, 4}, {32, 1}}) {
            outputs.put("cls_" + grid[0], FloatTensor.allocate(1, grid[1], 1));
            outputs.put("obj_" + grid[0], FloatTensor.allocate(1, grid[1], 1));
            outputs.put("bbox_" + grid[0], FloatTensor.allocate(1, grid[1], 4));
        }
        return outputs;
    }
}
