package io.fovea.task.detect;

import static io.fovea.task.detect.Answers.answer;
import static io.fovea.task.detect.Answers.put;
import static io.fovea.task.detect.Answers.read;
import static io.fovea.task.detect.Answers.requireBox;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every expectation is worked out by hand from the drawn output. */
class GridRowsTest {
    /** 64x32 pixels: 8x4 cells of 8, 4x2 of 16, 2x1 of 32, together 42. */
    @Test
    void cellsOfGridsBecomePixels() {
        float[] values = new float[42 * 6];
        // The cell at column 3 and row 2 of the finest grid, and that at column 1 and row 0 of the coarsest.
        put(values, (2 * 8 + 3) * 6, 0.5f, 0.25f, (float) Math.log(2), 0, 0.8f, 0.5f);
        put(values, (32 + 8 + 1) * 6, 0.5f, 0.5f, 0, (float) Math.log(0.5), 1, 0.9f);

        List<Box> boxes = read(DetectorHead.YOLOX, answer(64, 32, 0, FloatTensor.of(values, 1, 42, 6)));

        // Centre (3.5, 2.25) cells of 8 pixels is (28, 18); 2x1 cells are 16x8 pixels.
        requireBox(boxes.get(19), 0, 0.4, 20, 14, 36, 22);
        // Centre (1.5, 0.5) cells of 32 pixels is (48, 16); 1x0.5 cells are 32x16 pixels.
        requireBox(boxes.get(41), 0, 0.9, 32, 8, 64, 24);
    }

    @Test
    void aGridOfAnotherSizeIsAnError() {
        DetectorOutputs answer = answer(64, 64, 0, FloatTensor.of(new float[42 * 6], 1, 42, 6));

        assertThatThrownBy(() -> read(DetectorHead.YOLOX, answer))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The detector's head should have a row for each cell of the grids of 64x64 pixels, but the"
                        + " model answers with out [1, 42, 6]; say which head it has with the key 'head' of its card.");
    }
}
