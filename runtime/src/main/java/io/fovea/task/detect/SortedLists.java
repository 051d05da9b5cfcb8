package io.fovea.task.detect;

import io.fovea.model.SortedOutputs;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Boxes {@code [N, 4]}, scores {@code [N]} and classes {@code [N]}, as torchvision has them: left, top, right, bottom.
 * TensorFlow's {@code detection_boxes} are top, left, bottom, right, as portions, and its classes begin with 1.
 */
final class SortedLists {
    private static final String TENSOR_FLOW = "detection_boxes";
    private static final int BOX = 4;

    private SortedLists() {}

    static boolean areIn(DetectorOutputs answer) {
        return named(answer, SortedOutputs::isBoxes).findFirst().isPresent()
                && named(answer, SortedOutputs::isScores).findFirst().isPresent()
                && named(answer, SortedOutputs::isClasses).findFirst().isPresent();
    }

    static List<Box> read(DetectorOutputs answer) {
        // TensorFlow's exports also have boxes and scores from before they were sorted out.
        return named(answer, SortedOutputs::isBoxes)
                .flatMap(boxes -> read(answer, boxes).stream())
                .findFirst()
                .orElseThrow(() -> answer.misfit("boxes [N, 4], scores [N] and classes [N]"));
    }

    /** The boxes of an output; empty where there is not one score and one class for each. */
    private static Optional<List<Box>> read(DetectorOutputs answer, Map.Entry<String, FloatTensor> output) {
        Optional<OutputTable> table = OutputTable.of(output.getValue()).filter(boxes -> boxes.columns() == BOX);
        Optional<float[]> scores = table.flatMap(boxes -> ofEach(boxes, answer, SortedOutputs::isScores));
        Optional<float[]> classes = table.flatMap(boxes -> ofEach(boxes, answer, SortedOutputs::isClasses));
        return scores.isPresent() && classes.isPresent()
                ? Optional.of(boxes(answer, output.getKey(), table.orElseThrow(), scores.get(), classes.get()))
                : Optional.empty();
    }

    private static List<Box> boxes(
            DetectorOutputs answer, String name, OutputTable boxes, float[] scores, float[] classes) {
        boolean turned = name.contains(TENSOR_FLOW);
        int left = turned ? 1 : 0;
        int first = turned ? 1 : 0;
        boolean portions = SortedRows.arePortions(boxes, 0);
        double across = portions ? answer.width() : 1;
        double down = portions ? answer.height() : 1;
        List<Box> found = new ArrayList<>();
        for (int r = 0; r < boxes.rows(); r++) {
            if (classes[r] >= first) {
                found.add(new Box(
                        (int) classes[r] - first,
                        scores[r],
                        boxes.at(r, left) * across,
                        boxes.at(r, 1 - left) * down,
                        boxes.at(r, 2 + left) * across,
                        boxes.at(r, 3 - left) * down));
            }
        }
        return found;
    }

    /** The first output of such a name that has one value for each of some boxes. */
    private static Optional<float[]> ofEach(OutputTable boxes, DetectorOutputs answer, Predicate<String> name) {
        return named(answer, name)
                .map(Map.Entry::getValue)
                .filter(values -> values.size() == boxes.rows())
                .map(FloatTensor::toArray)
                .findFirst();
    }

    private static Stream<Map.Entry<String, FloatTensor>> named(DetectorOutputs answer, Predicate<String> name) {
        return answer.outputs().entrySet().stream().filter(output -> name.test(output.getKey()));
    }
}
