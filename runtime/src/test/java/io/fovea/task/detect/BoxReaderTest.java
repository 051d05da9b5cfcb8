package io.fovea.task.detect;

import static io.fovea.task.detect.Answers.answer;
import static io.fovea.task.detect.Answers.read;
import static io.fovea.task.detect.Answers.requireBox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expectation is worked out by hand from the drawn output. */
class BoxReaderTest {
    @Test
    void objectnessIsMultipliedWithTheBestClass() {
        List<Box> boxes = read(
                DetectorHead.YOLOV5,
                answer(
                        64,
                        64,
                        0,
                        FloatTensor.of(
                                new float[] {30, 20, 10, 8, 0.5f, 0.1f, 0.8f, 0.3f, 12, 12, 4, 4, 0.9f, 0.7f, 0, 0.2f},
                                1,
                                2,
                                8)));

        assertThat(boxes).hasSize(2);
        requireBox(boxes.get(0), 1, 0.4, 25, 16, 35, 24);
        requireBox(boxes.get(1), 0, 0.63, 10, 10, 14, 14);
    }

    @Test
    void aRowWithoutClassesHasOne() {
        List<Box> boxes = read(
                DetectorHead.YOLOV5, answer(64, 64, 0, FloatTensor.of(new float[] {30, 20, 10, 8, 0.5f}, 1, 1, 5)));

        requireBox(boxes.get(0), 0, 0.5, 25, 16, 35, 24);
    }

    @Test
    void columnsAreReadDownwards() {
        // Three places, two classes: rows are x, y, width, height, class 0, class 1.
        float[] values = {
            10, 20, 30, //
            11, 21, 31, //
            4, 6, 8, //
            2, 2, 2, //
            0.9f, 0.1f, 0.2f, //
            0.3f, 0.7f, 0.2f
        };

        List<Box> boxes = read(DetectorHead.YOLOV8, answer(64, 64, 2, FloatTensor.of(values, 1, 6, 3)));

        assertThat(boxes).hasSize(3);
        requireBox(boxes.get(0), 0, 0.9, 8, 10, 12, 12);
        requireBox(boxes.get(1), 1, 0.7, 17, 20, 23, 22);
    }

    @Test
    void whatFollowsTheNamedClassesIsNoClass() {
        // One class and a point, whose coordinates are greater than any probability.
        float[] values = {10, 10, 4, 4, 0.6f, 33, 44};

        List<Box> boxes = read(DetectorHead.YOLOV8, answer(64, 64, 1, FloatTensor.of(values, 1, 7, 1)));

        requireBox(boxes.get(0), 0, 0.6, 8, 8, 12, 12);
    }

    @Test
    void ofSeveralTablesThatFitTheModelsFirstCounts() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        outputs.put("z", FloatTensor.of(new float[] {20, 10, 8, 4, 0.75f}, 1, 1, 5));
        for (String other : List.of("a", "b", "c", "d", "e", "f", "g")) {
            outputs.put(other, FloatTensor.allocate(1, 1, 5));
        }

        List<Box> boxes =
                read(DetectorHead.YOLOV5, new DetectorOutputs(outputs, Optional.empty(), 64, 64, 0, false, true));

        requireBox(boxes.get(0), 0, 0.75, 16, 8, 24, 12);
    }

    @Test
    void anUnknownHeadIsAnErrorThatListsTheKnown() {
        assertThatThrownBy(() -> BoxReader.of(DetectorHead.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("yolov5, yolov8, yolox, ssd, detr, nms or yunet");
    }

    /** Two classes: what has six numbers is a place, whichever way round the table lies. */
    @ParameterizedTest(name = "{0} rows, {1} columns, {2} labels: {3}")
    @CsvSource({
        "3, 6, 2, true",
        "6, 3, 2, false",
        "8, 6, 2, true",
        "6, 8, 2, false",
        "6, 6, 2, false",
        "3, 6, 0, true",
        "6, 3, 0, false",
        "8, 6, 0, true",
        "6, 8, 0, false",
        "5, 5, 1, false",
        "4, 5, 1, true",
    })
    void theSizesTellWhichWayRoundYoloV8Lies(int rows, int columns, int labels, boolean isRows) {
        float[] values = new float[rows * columns];
        // The first place: centre 10, 20, size 4, 6.
        int step = isRows ? 1 : columns;
        for (int i = 0; i < 4; i++) {
            values[i * step] = new float[] {10, 20, 4, 6}[i];
        }
        values[4 * step] = 0.9f;

        List<Box> boxes = read(DetectorHead.YOLOV8, answer(64, 64, labels, FloatTensor.of(values, 1, rows, columns)));

        assertThat(boxes).hasSize(isRows ? rows : columns);
        requireBox(boxes.get(0), 0, 0.9, 8, 17, 12, 23);
    }

    @Test
    void whatHasTooFewNumbersForABoxIsNoAnswer() {
        for (DetectorHead head :
                List.of(DetectorHead.YOLOV5, DetectorHead.YOLOX, DetectorHead.YOLOV8, DetectorHead.NMS)) {
            assertThatThrownBy(() -> read(head, answer(64, 64, 0, FloatTensor.of(new float[16], 1, 4, 4))))
                    .as(head.toString())
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("but the model answers with out [1, 4, 4]");
        }
    }

    @Test
    void whatIsSortedOutAlreadyIsNotSortedOutAgain() {
        assertThat(BoxReader.of(DetectorHead.NMS).leavesOverlaps()).isFalse();
        assertThat(BoxReader.of(DetectorHead.DETR).leavesOverlaps()).isFalse();
        for (DetectorHead head : List.of(
                DetectorHead.YOLOV5, DetectorHead.YOLOV8, DetectorHead.YOLOX, DetectorHead.SSD, DetectorHead.YUNET)) {
            assertThat(BoxReader.of(head).leavesOverlaps()).isTrue();
        }
    }

    @Test
    void theOutputThatTheCardNamesCounts() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        outputs.put("first", FloatTensor.of(new float[] {20, 10, 8, 4, 0.5f}, 1, 1, 5));
        outputs.put("second", FloatTensor.of(new float[] {20, 10, 8, 4, 0.75f}, 1, 1, 5));

        requireBox(
                read(DetectorHead.YOLOV5, new DetectorOutputs(outputs, Optional.of("second"), 64, 64, 0, false, true))
                        .get(0),
                0,
                0.75,
                16,
                8,
                24,
                12);
    }
}
