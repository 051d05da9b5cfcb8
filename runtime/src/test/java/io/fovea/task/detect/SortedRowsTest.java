package io.fovea.task.detect;

import static io.fovea.task.detect.Answers.answer;
import static io.fovea.task.detect.Answers.read;
import static io.fovea.task.detect.Answers.requireBox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expectation is worked out by hand from the drawn output. */
class SortedRowsTest {
    @Test
    void sortedRowsHaveTheScoreBeforeTheClass() {
        List<Box> boxes = read(
                DetectorHead.NMS,
                answer(64, 64, 0, FloatTensor.of(new float[] {1, 2, 30, 40, 0.75f, 16, 5, 5, 9, 9, 0.5f, 3}, 2, 6)));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
        requireBox(boxes.get(1), 3, 0.5, 5, 5, 9, 9);
    }

    @Test
    void rowsOfABatchHaveTheClassBeforeTheScore() {
        List<Box> boxes = read(
                DetectorHead.NMS, answer(64, 64, 0, FloatTensor.of(new float[] {0, 1, 2, 30, 40, 16, 0.75f}, 1, 7)));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
    }

    @Test
    void sortedRowsMayBePortionsAndNotAllBeFilled() {
        List<Box> boxes = read(
                DetectorHead.NMS,
                answer(
                        100,
                        50,
                        0,
                        FloatTensor.of(
                                new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.75f, 2, -1, -1, -1, -1, -1, -1}, 1, 2, 6)));

        assertThat(boxes).hasSize(1);
        requireBox(boxes.get(0), 2, 0.75, 10, 10, 30, 20);
    }

    @Test
    void nothingFoundIsNothing() {
        assertThat(read(DetectorHead.NMS, answer(64, 64, 0, FloatTensor.allocate(0, 7))))
                .isEmpty();
    }

    /** What has whole numbers in its last column only has its class there; where both have, it is as in YOLOv7. */
    @ParameterizedTest
    @CsvSource({
        "0 1 2 30 40 0.75 16, 16, 0.75",
        "0 1 2 30 40 16 0.75, 16, 0.75",
        "0 1 2 30 40 16 1, 16, 1",
        "1 2 30 40 1 16, 16, 1",
    })
    void aColumnOfWholeNumbersIsTheClass(String row, int index, double score) {
        requireBox(read(DetectorHead.NMS, rows(row)).get(0), index, score, 1, 2, 30, 40);
    }

    @Test
    void withoutWholeNumbersThereIsNoClass() {
        assertThatThrownBy(() -> read(DetectorHead.NMS, rows("1 2 30 40 0.75 0.5")))
                .hasMessageContaining("a column of whole numbers, the classes");
        assertThatThrownBy(() -> read(DetectorHead.NMS, rows("1 2 30 40 0.75")))
                .hasMessageContaining("an output [N, 6] or [N, 7]");
    }

    /** A box may reach beyond the image by half of it; what is wider is in pixels. */
    @Test
    void portionsGoUpToOneAndAHalf() {
        requireBox(read(DetectorHead.NMS, rows("0 0 1.5 1 0.75 2")).get(0), 2, 0.75, 0, 0, 150, 50);
        requireBox(read(DetectorHead.NMS, rows("0 0 1.6 1 0.75 2")).get(0), 2, 0.75, 0, 0, 1.6, 1);
    }

    private static DetectorOutputs rows(String row) {
        String[] words = row.split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return answer(100, 50, 0, FloatTensor.of(values, 1, words.length));
    }
}
