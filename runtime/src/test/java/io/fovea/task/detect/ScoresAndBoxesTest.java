package io.fovea.task.detect;

import static io.fovea.task.detect.Answers.answer;
import static io.fovea.task.detect.Answers.read;
import static io.fovea.task.detect.Answers.requireBox;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.model.DetectorHead;
import io.fovea.session.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every expectation is worked out by hand from the drawn output. */
class ScoresAndBoxesTest {
    @Test
    void theFirstOfSharedProbabilitiesIsBackground() {
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {0.2f, 0.1f, 0.7f, 0.9f, 0.06f, 0.04f}, 1, 2, 3),
                "boxes", FloatTensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0, 0, 1, 1}, 1, 2, 4));

        List<Box> boxes =
                read(DetectorHead.SSD, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true));

        requireBox(boxes.get(0), 1, 0.7, 10, 10, 30, 20);
        requireBox(boxes.get(1), 0, 0.06, 0, 0, 100, 50);
    }

    @Test
    void queriesHaveALastClassForNothing() {
        // exp(1), exp(0), exp(2): the first class has 2.71828 of 11.10734.
        Map<String, FloatTensor> outputs = Map.of(
                "logits", FloatTensor.of(new float[] {1, 0, 2}, 1, 1, 3),
                "pred_boxes", FloatTensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.4f}, 1, 1, 4));

        List<Box> boxes =
                read(DetectorHead.DETR, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 2, true, false));

        requireBox(boxes.get(0), 0, 0.24473, 40, 15, 60, 35);
    }

    /** Three classes and nothing are as many numbers as a box has. */
    @Test
    void theScoresOfFourAreToldFromBoxesByName() {
        // exp(2) of exp(2), and three times exp(0): 7.38906 of 10.38906.
        Map<String, FloatTensor> outputs = Map.of(
                "logits", FloatTensor.of(new float[] {0, 2, 0, 0}, 1, 1, 4),
                "pred_boxes", FloatTensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.4f}, 1, 1, 4));

        List<Box> boxes =
                read(DetectorHead.DETR, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 3, true, false));

        requireBox(boxes.get(0), 1, 0.71123, 40, 15, 60, 35);
    }

    /** Labels that begin with that of background are as many as there are scores. */
    @Test
    void backgroundMayHaveALabelOfItsOwn() {
        Map<String, FloatTensor> outputs = Map.of(
                "scores", FloatTensor.of(new float[] {0.2f, 0.1f, 0.7f}, 1, 1, 3),
                "boxes", FloatTensor.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 1, 1, 4));

        requireBox(
                read(DetectorHead.SSD, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 3, true, true))
                        .get(0),
                2,
                0.7,
                10,
                10,
                30,
                20);
        requireBox(
                read(DetectorHead.SSD, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 2, true, true))
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

        requireBox(read(DetectorHead.SSD, answer).get(0), 0, 0.75, 50, 25, 20, 20);
        requireBox(read(DetectorHead.DETR, answer).get(0), 0, 0.75, 40, 15, 60, 35);
        Map<String, FloatTensor> last =
                Map.of("scores", FloatTensor.of(new float[] {0, 0, three}, 1, 1, 3), "boxes", outputs.get("boxes"));
        requireBox(
                read(DetectorHead.DETR, new DetectorOutputs(last, Optional.empty(), 100, 50, 3, false, false))
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
                read(DetectorHead.SSD, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true))
                        .get(0),
                0,
                0.6,
                10,
                10,
                30,
                20);
        assertThatThrownBy(() ->
                        read(DetectorHead.DETR, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true)))
                .hasMessageContaining("a score for nothing beside those of the classes");
    }

    @Test
    void scoresAndBoxesAreAsMany() {
        Map<String, FloatTensor> outputs =
                Map.of("scores", FloatTensor.of(new float[6], 1, 2, 3), "boxes", FloatTensor.of(new float[4], 1, 1, 4));

        assertThatThrownBy(() ->
                        read(DetectorHead.SSD, new DetectorOutputs(outputs, Optional.empty(), 100, 50, 0, true, true)))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "The detector's head should have outputs [1, N, 4] and [1, N, classes], but the model answers"
                                + " with boxes [1, 1, 4], scores [1, 2, 3]; say which head it has with the key 'head' of its card.");
    }
}
