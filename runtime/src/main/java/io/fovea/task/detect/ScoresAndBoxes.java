package io.fovea.task.detect;

import io.fovea.model.SortedOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The scores and the boxes of a detector that answers with one of each for every place. */
record ScoresAndBoxes(OutputTable scores, OutputTable boxes) {
    private static final int BOX = 4;

    private record Named(String name, OutputTable table) {}

    static ScoresAndBoxes of(DetectorOutputs answer) {
        List<Named> tables = answer.outputs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(output -> OutputTable.of(output.getKey(), output.getValue()).stream()
                        .map(table -> new Named(output.getKey(), table)))
                .toList();
        // The scores of four classes look like boxes, and only names tell them apart.
        return find(tables, (scores, boxes) -> scores.table().columns() != BOX)
                .or(() -> find(
                        tables,
                        (scores, boxes) ->
                                SortedOutputs.isBoxes(boxes.name()) && !SortedOutputs.isBoxes(scores.name())))
                .orElseThrow(() -> answer.misfit("outputs [1, N, 4] and [1, N, classes]"));
    }

    private static Optional<ScoresAndBoxes> find(List<Named> tables, BiPredicate<Named, Named> areTold) {
        return tables.stream()
                .filter(boxes -> boxes.table().columns() == BOX)
                .flatMap(boxes -> tables.stream()
                        .filter(scores -> scores.table().rows() == boxes.table().rows())
                        .filter(scores -> areTold.test(scores, boxes))
                        .map(scores -> new ScoresAndBoxes(scores.table(), boxes.table())))
                .findFirst();
    }

    /** What a score says, 0..1. */
    float probability(DetectorOutputs answer, int row, int column) {
        double score = scores.at(row, column);
        if (answer.isProbable()) {
            return (float) score;
        }
        if (!answer.isShared()) {
            return (float) (1 / (1 + Math.exp(-score)));
        }
        double sum = 0;
        for (int c = 0; c < scores.columns(); c++) {
            sum += Math.exp(scores.at(row, c) - score);
        }
        return (float) (1 / sum);
    }
}
