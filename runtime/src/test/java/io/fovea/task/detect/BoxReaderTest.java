package io.fovea.task.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    private static final double EXACT = 1e-4;

    @Test
    void objectnessIsMultipliedWithTheBestClass() {
        List<Box> boxes = BoxReader.of(DetectorHead.YOLOV5)
                .read(answer(
                        64,
                        64,
                        0,
                        "out",
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
        List<Box> boxes = BoxReader.of(DetectorHead.YOLOV5)
                .read(answer(64, 64, 0, "out", FloatTensor.of(new float[] {30, 20, 10, 8, 0.5f}, 1, 1, 5)));

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

        List<Box> boxes =
                BoxReader.of(DetectorHead.YOLOV8).read(answer(64, 64, 2, "out", FloatTensor.of(values, 1, 6, 3)));

        assertThat(boxes).hasSize(3);
        requireBox(boxes.get(0), 0, 0.9, 8, 10, 12, 12);
        requireBox(boxes.get(1), 1, 0.7, 17, 20, 23, 22);
    }

    @Test
    void whatFollowsTheNamedClassesIsNoClass() {
        // One class and a point, whose coordinates are greater than any probability.
        float[] values = {10, 10, 4, 4, 0.6f, 33, 44};

        List<Box> boxes =
                BoxReader.of(DetectorHead.YOLOV8).read(answer(64, 64, 1, "out", FloatTensor.of(values, 1, 7, 1)));

        requireBox(boxes.get(0), 0, 0.6, 8, 8, 12, 12);
    }

    /** 64x32 pixels: 8x4 cells of 8, 4x2 of 16, 2x1 of 32, together 42. */
    @Test
    void cellsOfGridsBecomePixels() {
        float[] values = new float[42 * 6];
        // The cell at column 3 and row 2 of the finest grid, and that at column 1 and row 0 of the coarsest.
        put(values, (2 * 8 + 3) * 6, 0.5f, 0.25f, (float) Math.log(2), 0, 0.8f, 0.5f);
        put(values, (32 + 8 + 1) * 6, 0.5f, 0.5f, 0, (float) Math.log(0.5), 1, 0.9f);

        List<Box> boxes =
                BoxReader.of(DetectorHead.YOLOX).read(answer(64, 32, 0, "out", FloatTensor.of(values, 1, 42, 6)));

        // Centre (3.5, 2.25) cells of 8 pixels is (28, 18); 2x1 cells are 16x8 pixels.
        requireBox(boxes.get(19), 0, 0.4, 20, 14, 36, 22);
        // Centre (1.5, 0.5) cells of 32 pixels is (48, 16); 1x0.5 cells are 32x16 pixels.
        requireBox(boxes.get(41), 0, 0.9, 32, 8, 64, 24);
    }

    @Test
    void aGridOfAnotherSizeIsAnError() {
        DetectorOutputs answer = answer(64, 64, 0, "out", FloatTensor.of(new float[42 * 6], 1, 42, 6));

        assertThatThrownBy(() -> BoxReader.of(DetectorHead.YOLOX).read(answer))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The detector's head should have a row for each cell of the grids of 64x64 pixels, but the"
                        + " model answers with out [1, 42, 6]; say which head it has with the key 'head' of its card.");
    }

    @Test
    void ofSeveralTablesThatFitTheModelsFirstCounts() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        outputs.put("z", FloatTensor.of(new float[] {20, 10, 8, 4, 0.75f}, 1, 1, 5));
        for (String other : List.of("a", "b", "c", "d", "e", "f", "g")) {
            outputs.put(other, FloatTensor.allocate(1, 1, 5));
        }

        List<Box> boxes = BoxReader.of(DetectorHead.YOLOV5)
                .read(new DetectorOutputs(outputs, Optional.empty(), 64, 64, 0, false, true));

        requireBox(boxes.get(0), 0, 0.75, 16, 8, 24, 12);
    }

    @Test
    void theFirstOfSharedProbabilitiesIsBackground() {
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {0.2f, 0.1f, 0.7f, 0.9f, 0.06f, 0.04f}, 1, 2, 3),
                "boxes", FloatTensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0, 0, 1, 1}, 1, 2, 4));

        List<Box> boxes = BoxReader.of(DetectorHead.SSD)
                .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true));

        requireBox(boxes.get(0), 1, 0.7, 10, 10, 30, 20);
        requireBox(boxes.get(1), 0, 0.06, 0, 0, 100, 50);
    }

    @Test
    void queriesHaveALastClassForNothing() {
        // exp(1), exp(0), exp(2): the first class has 2.71828 of 11.10734.
        Map<String, FloatTensor> outputs = Map.of(
                "logits", FloatTensor.of(new float[] {1, 0, 2}, 1, 1, 3),
                "pred_boxes", FloatTensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.4f}, 1, 1, 4));

        List<Box> boxes = BoxReader.of(DetectorHead.DETR)
                .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 2, true, false));

        requireBox(boxes.get(0), 0, 0.24473, 40, 15, 60, 35);
    }

    /** Three classes and nothing are as many numbers as a box has. */
    @Test
    void theScoresOfFourAreToldFromBoxesByName() {
        // exp(2) of exp(2), and three times exp(0): 7.38906 of 10.38906.
        Map<String, FloatTensor> outputs = Map.of(
                "logits", FloatTensor.of(new float[] {0, 2, 0, 0}, 1, 1, 4),
                "pred_boxes", FloatTensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.4f}, 1, 1, 4));

        List<Box> boxes = BoxReader.of(DetectorHead.DETR)
                .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 3, true, false));

        requireBox(boxes.get(0), 1, 0.71123, 40, 15, 60, 35);
    }

    @Test
    void sortedRowsHaveTheScoreBeforeTheClass() {
        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(answer(
                        64,
                        64,
                        0,
                        "out",
                        FloatTensor.of(new float[] {1, 2, 30, 40, 0.75f, 16, 5, 5, 9, 9, 0.5f, 3}, 2, 6)));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
        requireBox(boxes.get(1), 3, 0.5, 5, 5, 9, 9);
    }

    @Test
    void rowsOfABatchHaveTheClassBeforeTheScore() {
        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(answer(64, 64, 0, "out", FloatTensor.of(new float[] {0, 1, 2, 30, 40, 16, 0.75f}, 1, 7)));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
    }

    @Test
    void sortedRowsMayBePortionsAndNotAllBeFilled() {
        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(answer(
                        100,
                        50,
                        0,
                        "out",
                        FloatTensor.of(
                                new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.75f, 2, -1, -1, -1, -1, -1, -1}, 1, 2, 6)));

        assertThat(boxes).hasSize(1);
        requireBox(boxes.get(0), 2, 0.75, 10, 10, 30, 20);
    }

    @Test
    void boxesScoresAndClassesMayBeOutputsOfTheirOwn() {
        Map<String, FloatTensor> outputs = Map.of(
                "boxes", FloatTensor.of(new float[] {1, 2, 30, 40}, 1, 4),
                "scores", FloatTensor.of(new float[] {0.75f}, 1),
                "labels", FloatTensor.of(new float[] {16}, 1));

        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(new DetectorOutputs(outputs, Optional.of("boxes"), 64, 64, 0, true, false));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
    }

    @Test
    void tensorFlowsBoxesBeginAtTheTopAndItsClassesWithOne() {
        Map<String, FloatTensor> outputs = Map.of(
                "detection_boxes", FloatTensor.of(new float[] {0.2f, 0.1f, 0.4f, 0.3f, 0, 0, 0, 0}, 1, 2, 4),
                "detection_scores", FloatTensor.of(new float[] {0.75f, 0}, 1, 2),
                "detection_classes", FloatTensor.of(new float[] {17, 0}, 1, 2),
                "num_detections", FloatTensor.of(new float[] {1}, 1));

        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, false));

        assertThat(boxes).hasSize(1);
        requireBox(boxes.get(0), 16, 0.75, 10, 10, 30, 20);
    }

    /** As the TensorFlow Object Detection API exports them: with what was there before it was sorted. */
    @Test
    void onlyScoresAndClassesOfWhichThereIsOneForEachBoxAreTheirs() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        outputs.put("raw_detection_boxes", FloatTensor.allocate(1, 5, 4));
        outputs.put("raw_detection_scores", FloatTensor.allocate(1, 5, 3));
        outputs.put("detection_multiclass_scores", FloatTensor.allocate(1, 2, 3));
        outputs.put("detection_boxes", FloatTensor.of(new float[] {0.2f, 0.1f, 0.4f, 0.3f, 0, 0, 0.5f, 0.5f}, 1, 2, 4));
        outputs.put("detection_scores", FloatTensor.of(new float[] {0.75f, 0.5f}, 1, 2));
        outputs.put("detection_classes", FloatTensor.of(new float[] {17, 1}, 1, 2));

        List<Box> boxes = BoxReader.of(DetectorHead.NMS)
                .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, false));

        assertThat(boxes).hasSize(2);
        requireBox(boxes.get(0), 16, 0.75, 10, 10, 30, 20);
        requireBox(boxes.get(1), 0, 0.5, 0, 0, 50, 25);
    }

    @Test
    void nothingFoundIsNothing() {
        assertThat(BoxReader.of(DetectorHead.NMS).read(answer(64, 64, 0, "out", FloatTensor.allocate(0, 7))))
                .isEmpty();
    }

    /** 32x32 pixels: 4x4 cells of 8, 2x2 of 16, one of 32. */
    @Test
    void facesAreTheMeanOfClassAndObject() {
        float[] eights = new float[16 * 4];
        put(eights, 6 * 4, 0.5f, 0.5f, (float) Math.log(2), 0);
        float[] sure = new float[16];
        sure[6] = 0.81f;
        float[] there = new float[16];
        there[6] = 1.2f;
        Map<String, FloatTensor> outputs = Map.of(
                "cls_8", FloatTensor.of(sure, 1, 16, 1),
                "obj_8", FloatTensor.of(there, 1, 16, 1),
                "bbox_8", FloatTensor.of(eights, 1, 16, 4),
                "cls_16", FloatTensor.allocate(1, 4, 1),
                "obj_16", FloatTensor.allocate(1, 4, 1),
                "bbox_16", FloatTensor.allocate(1, 4, 4),
                "cls_32", FloatTensor.allocate(1, 1, 1),
                "obj_32", FloatTensor.allocate(1, 1, 1),
                "bbox_32", FloatTensor.allocate(1, 1, 4));

        List<Box> boxes = BoxReader.of(DetectorHead.YUNET)
                .read(new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true));

        // Cell 6 is column 2 and row 1: centre (2.5, 1.5) cells of 8 pixels is (20, 12); 2x1 cells are 16x8 pixels.
        assertThat(boxes).hasSize(21);
        requireBox(boxes.get(6), 0, 0.9, 12, 8, 28, 16);
    }

    /** The root of 0.81 times 0.25 is 0.45; a half cell right and down of cell 3, which is column 1 and row 1 of 16 pixels. */
    @Test
    void facesOfTheMiddleGrid() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        for (int[] grid : new int[][] {{8, 16}, {16, 4}, {32, 1}}) {
            outputs.put("cls_" + grid[0], FloatTensor.allocate(1, grid[1], 1));
            outputs.put("obj_" + grid[0], FloatTensor.allocate(1, grid[1], 1));
            outputs.put("bbox_" + grid[0], FloatTensor.allocate(1, grid[1], 4));
        }
        outputs.put("cls_16", FloatTensor.of(new float[] {0, 0, 0, 0.81f}, 1, 4, 1));
        outputs.put("obj_16", FloatTensor.of(new float[] {0, 0, 0, 0.25f}, 1, 4, 1));
        float[] places = new float[16];
        put(places, 12, 0.5f, 0.25f, 0, (float) Math.log(0.5));
        outputs.put("bbox_16", FloatTensor.of(places, 1, 4, 4));

        List<Box> boxes = BoxReader.of(DetectorHead.YUNET)
                .read(new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true));

        // Centre (1.5, 1.25) cells is (24, 20); 1x0.5 cells are 16x8 pixels.
        requireBox(boxes.get(16 + 3), 0, 0.45, 16, 16, 32, 24);
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

        List<Box> boxes = BoxReader.of(DetectorHead.YOLOV8)
                .read(answer(64, 64, labels, "out", FloatTensor.of(values, 1, rows, columns)));

        assertThat(boxes).hasSize(isRows ? rows : columns);
        requireBox(boxes.get(0), 0, 0.9, 8, 17, 12, 23);
    }

    @Test
    void whatHasTooFewNumbersForABoxIsNoAnswer() {
        for (DetectorHead head :
                List.of(DetectorHead.YOLOV5, DetectorHead.YOLOX, DetectorHead.YOLOV8, DetectorHead.NMS)) {
            assertThatThrownBy(() ->
                            BoxReader.of(head).read(answer(64, 64, 0, "out", FloatTensor.of(new float[16], 1, 4, 4))))
                    .as(head.toString())
                    .isInstanceOf(FoveaException.class)
                    .hasMessageContaining("but the model answers with out [1, 4, 4]");
        }
    }

    /** Labels that begin with that of background are as many as there are scores. */
    @Test
    void backgroundMayHaveALabelOfItsOwn() {
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {0.2f, 0.1f, 0.7f}, 1, 1, 3),
                "boxes", FloatTensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 1, 1, 4));

        requireBox(
                BoxReader.of(DetectorHead.SSD)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 3, true, true))
                        .get(0),
                2,
                0.7,
                10,
                10,
                30,
                20);
        requireBox(
                BoxReader.of(DetectorHead.SSD)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 2, true, true))
                        .get(0),
                1,
                0.7,
                10,
                10,
                30,
                20);
    }

    /** {@code 1 / (1 + exp(-ln 3))} is 3/4; none of the classes is background, or nothing. */
    @Test
    void scoresEachForThemselvesAreAllOfClasses() {
        float three = (float) Math.log(3);
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {three, 0, -1}, 1, 1, 3),
                "boxes", FloatTensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.4f}, 1, 1, 4));
        DetectorOutputs answer = new DetectorOutputs(outputs, Optional.empty(), 100, 50, 3, false, false);

        requireBox(BoxReader.of(DetectorHead.SSD).read(answer).get(0), 0, 0.75, 50, 25, 20, 20);
        requireBox(BoxReader.of(DetectorHead.DETR).read(answer).get(0), 0, 0.75, 40, 15, 60, 35);
        Map<String, FloatTensor> last =
                Map.of("scores", FloatTensor.of(new float[] {0, 0, three}, 1, 1, 3), "boxes", outputs.get("boxes"));
        requireBox(
                BoxReader.of(DetectorHead.DETR)
                        .read(new DetectorOutputs(last, Optional.empty(), 100, 50, 3, false, false))
                        .get(0),
                2,
                0.75,
                40,
                15,
                60,
                35);
    }

    @Test
    void oneScoreThatIsSharedIsThatOfTheOnlyClass() {
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {0.6f}, 1, 1, 1),
                "boxes", FloatTensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 1, 1, 4));

        requireBox(
                BoxReader.of(DetectorHead.SSD)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true))
                        .get(0),
                0,
                0.6,
                10,
                10,
                30,
                20);
        assertThatThrownBy(() -> BoxReader.of(DetectorHead.DETR)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true)))
                .hasMessageContaining("a score for nothing beside those of the classes");
    }

    @Test
    void scoresAndBoxesAreAsMany() {
        Map<String, FloatTensor> outputs =
                Map.of("scores", FloatTensor.of(new float[6], 1, 2, 3), "boxes", FloatTensor.of(new float[4], 1, 1, 4));

        assertThatThrownBy(() -> BoxReader.of(DetectorHead.SSD)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true)))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The detector's head should have outputs [1, N, 4] and [1, N, classes], but the model answers"
                                + " with boxes [1, 1, 4], scores [1, 2, 3]; say which head it has with the key 'head' of its card.");
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
        requireBox(BoxReader.of(DetectorHead.NMS).read(rows(row)).get(0), index, score, 1, 2, 30, 40);
    }

    @Test
    void withoutWholeNumbersThereIsNoClass() {
        assertThatThrownBy(() -> BoxReader.of(DetectorHead.NMS).read(rows("1 2 30 40 0.75 0.5")))
                .hasMessageContaining("a column of whole numbers, the classes");
        assertThatThrownBy(() -> BoxReader.of(DetectorHead.NMS).read(rows("1 2 30 40 0.75")))
                .hasMessageContaining("an output [N, 6] or [N, 7]");
    }

    /** A box may reach beyond the image by half of it; what is wider is in pixels. */
    @Test
    void portionsGoUpToOneAndAHalf() {
        requireBox(BoxReader.of(DetectorHead.NMS).read(rows("0 0 1.5 1 0.75 2")).get(0), 2, 0.75, 0, 0, 150, 50);
        requireBox(BoxReader.of(DetectorHead.NMS).read(rows("0 0 1.6 1 0.75 2")).get(0), 2, 0.75, 0, 0, 1.6, 1);
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
    void facesNeedARowForEachCellInEachOutput() {
        for (String wrong : List.of("cls_16", "obj_16", "bbox_16")) {
            Map<String, FloatTensor> outputs = new LinkedHashMap<>();
            for (int[] grid : new int[][] {{8, 16}, {16, 4}, {32, 1}}) {
                for (String kind : List.of("cls_", "obj_", "bbox_")) {
                    String name = kind + grid[0];
                    int rows = name.equals(wrong) ? grid[1] + 1 : grid[1];
                    outputs.put(name, FloatTensor.allocate(1, rows, kind.equals("bbox_") ? 4 : 1));
                }
            }
            assertThatThrownBy(() -> BoxReader.of(DetectorHead.YUNET)
                            .read(new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true)))
                    .as(wrong)
                    .hasMessageContaining("a row for each cell of 16x16 pixels");
            outputs.remove(wrong);
            assertThatThrownBy(() -> BoxReader.of(DetectorHead.YUNET)
                            .read(new DetectorOutputs(outputs, Optional.empty(), 32, 32, 1, false, true)))
                    .hasMessageContaining("an output '" + wrong + "' of two or three dimensions");
        }
    }

    @Test
    void theOutputThatTheCardNamesCounts() {
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        outputs.put("first", FloatTensor.of(new float[] {20, 10, 8, 4, 0.5f}, 1, 1, 5));
        outputs.put("second", FloatTensor.of(new float[] {20, 10, 8, 4, 0.75f}, 1, 1, 5));

        requireBox(
                BoxReader.of(DetectorHead.YOLOV5)
                        .read(new DetectorOutputs(outputs, Optional.of("second"), 64, 64, 0, false, true))
                        .get(0),
                0,
                0.75,
                16,
                8,
                24,
                12);
    }

    @Test
    void listsOfDifferentLengthsAreNoAnswer() {
        Map<String, FloatTensor> outputs = Map.of(
                "boxes", FloatTensor.of(new float[8], 2, 4),
                "scores", FloatTensor.of(new float[1], 1),
                "labels", FloatTensor.of(new float[2], 2));

        assertThatThrownBy(() -> BoxReader.of(DetectorHead.NMS)
                        .read(new DetectorOutputs(outputs, Optional.empty(), 64, 64, 0, true, false)))
                .hasMessageContaining("boxes [N, 4], scores [N] and classes [N]");
    }

    private static DetectorOutputs rows(String row) {
        String[] words = row.split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return answer(100, 50, 0, "out", FloatTensor.of(values, 1, words.length));
    }

    private static DetectorOutputs answer(int width, int height, int labels, String name, FloatTensor tensor) {
        return new DetectorOutputs(Map.of(name, tensor), Optional.empty(), width, height, labels, true, false);
    }

    private static void put(float[] values, int at, float... row) {
        System.arraycopy(row, 0, values, at, row.length);
    }

    private static void requireBox(
            Box box, int index, double score, double left, double top, double right, double bottom) {
        assertThat(box.index()).isEqualTo(index);
        assertThat((double) box.score()).isCloseTo(score, within(EXACT));
        assertThat(new double[] {box.left(), box.top(), box.right(), box.bottom()})
                .containsExactly(new double[] {left, top, right, bottom}, within(EXACT));
    }
}
