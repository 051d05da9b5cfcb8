package io.fovea.task.detect;

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
class SortedListsTest {
    @Test
    void boxesScoresAndClassesMayBeOutputsOfTheirOwn() {
        Map<String, FloatTensor> outputs = Map.of(
                "boxes", FloatTensor.of(new float[] {1, 2, 30, 40}, 1, 4),
                "scores", FloatTensor.of(new float[] {0.75f}, 1),
                "labels", FloatTensor.of(new float[] {16}, 1));

        List<Box> boxes =
                read(DetectorHead.NMS, new DetectorOutputs(outputs, Optional.of("boxes"), 64, 64, 0, true, false));

        requireBox(boxes.get(0), 16, 0.75, 1, 2, 30, 40);
    }

    @Test
    void tensorFlowsBoxesBeginAtTheTopAndItsClassesWithOne() {
        Map<String, FloatTensor> outputs = Map.of(
                "detection_boxes", FloatTensor.of(new float[] {0.2f, 0.1f, 0.4f, 0.3f, 0, 0, 0, 0}, 1, 2, 4),
                "detection_scores", FloatTensor.of(new float[] {0.75f, 0}, 1, 2),
                "detection_classes", FloatTensor.of(new float[] {17, 0}, 1, 2),
                "num_detections", FloatTensor.of(new float[] {1}, 1));

        List<Box> boxes =
                read(DetectorHead.NMS, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, false));

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

        List<Box> boxes =
                read(DetectorHead.NMS, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, false));

        assertThat(boxes).hasSize(2);
        requireBox(boxes.get(0), 16, 0.75, 10, 10, 30, 20);
        requireBox(boxes.get(1), 0, 0.5, 0, 0, 50, 25);
    }

    @Test
    void listsOfDifferentLengthsAreNoAnswer() {
        Map<String, FloatTensor> outputs = Map.of(
                "boxes", FloatTensor.of(new float[8], 2, 4),
                "scores", FloatTensor.of(new float[1], 1),
                "labels", FloatTensor.of(new float[2], 2));

        assertThatThrownBy(() ->
                        read(DetectorHead.NMS, new DetectorOutputs(outputs, Optional.empty(), 64, 64, 0, true, false)))
                .hasMessageContaining("boxes [N, 4], scores [N] and classes [N]");
    }
}
