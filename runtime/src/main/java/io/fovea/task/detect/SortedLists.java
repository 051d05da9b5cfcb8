package io.fovea.task.detect;

import io.fovea.model.SortedOutputs;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Boxes {@code [N, 4]}, scores {@code [N]} and classes {@code [N]}, as torchvision has them: left, top, right, bottom.
 * TensorFlow's {@code detection_boxes} are top, left, bottom, right, as portions, and its classes begin with 1.
 */
final class SortedLists {
    private static final String TENSOR_FLOW = "detection_boxes";
    private static final int BOX = 4;

    private SortedLists() {}

    static boolean areIn(Answer answer) {
        return find(answer, SortedOutputs::isBoxes).isPresent()
                && find(answer, SortedOutputs::isScores).isPresent()
                && find(answer, SortedOutputs::isClasses).isPresent();
    }

    static List<Box> read(Answer answer) {
        Map.Entry<String, FloatTensor> named = output(answer, SortedOutputs::isBoxes);
        float[] scores = output(answer, SortedOutputs::isScores).getValue().toArray();
        float[] classes = output(answer, SortedOutputs::isClasses).getValue().toArray();
        Table boxes = Table.of(named.getValue())
                .filter(table -> table.columns() == BOX)
                .filter(table -> table.rows() == scores.length && table.rows() == classes.length)
                .orElseThrow(() -> answer.misfit("boxes [N, 4], scores [N] and classes [N]"));
        boolean turned = named.getKey().contains(TENSOR_FLOW);
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

    private static Map.Entry<String, FloatTensor> output(Answer answer, Predicate<String> name) {
        return find(answer, name).orElseThrow(() -> answer.misfit("boxes, scores and classes"));
    }

    private static Optional<Map.Entry<String, FloatTensor>> find(Answer answer, Predicate<String> name) {
        return answer.outputs().entrySet().stream()
                .filter(output -> name.test(output.getKey()))
                .findFirst();
    }
}
