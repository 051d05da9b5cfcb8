package io.fovea.task.detect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scores and the boxes of a detector that answers with one of each for every place. */
record Pair(Table scores, Table boxes) {
    private static final int BOX = 4;

    static Pair of(Answer answer) {
        List<Table> tables = answer.outputs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(output -> Table.of(output.getValue()).stream())
                .toList();
        Table boxes = tables.stream()
                .filter(table -> table.columns() == BOX)
                .filter(table -> scores(tables, table).findFirst().isPresent())
                .findFirst()
                .orElseThrow(() -> answer.misfit("outputs [1, N, 4] and [1, N, classes]"));
        return new Pair(scores(tables, boxes).findFirst().orElseThrow(), boxes);
    }

    private static Stream<Table> scores(List<Table> tables, Table boxes) {
        return tables.stream().filter(table -> table.rows() == boxes.rows() && table.columns() != BOX);
    }

    /** What a score says, 0..1. */
    float probability(Answer answer, int row, int column) {
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
