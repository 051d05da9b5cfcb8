package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes that a network sorted have scores and classes beside them, known by their names. */
class SortedOutputsTest {

    @Test
    void namesTellWhatOutputsAre() {
        assertThat(SortedOutputs.isBoxes("Detection_BBoxes")).isTrue();
        assertThat(SortedOutputs.isBoxes("points")).isFalse();
        assertThat(SortedOutputs.isScores("Scores:0")).isTrue();
        assertThat(SortedOutputs.isScores("points")).isFalse();
        assertThat(SortedOutputs.isClasses("class_ids")).isTrue();
        assertThat(SortedOutputs.isClasses("Labels")).isTrue();
        assertThat(SortedOutputs.isClasses("points")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "boxes, -1 4, scores, -1, labels, -1, true",
        "bbox, 1 100 4, score, 1 100, classes, 1 100, true",
        "points, -1 4, scores, -1, labels, -1, false",
        "boxes, -1 5, scores, -1, labels, -1, false",
        "boxes, 4, scores, -1, labels, -1, false",
        "boxes, 1 1 100 4, scores, 1 1 100, labels, 1 1 100, false",
        "boxes, ?, scores, -1, labels, -1, false",
        "boxes, -1 4, points, -1, labels, -1, false",
        "boxes, -1 4, scores, -1 1, labels, -1, false",
        "boxes, -1 4, scores, -1, points, -1, false",
        "boxes, -1 4, scores, -1, labels, -1 1, false",
        "boxes, -1 4, scores, ?, labels, -1, false"
    })
    void boxesHaveScoresAndClassesBesideThem(
            String boxes, String first, String scores, String second, String labels, String third, boolean expected) {
        Graph graph = Graph.create("sorted", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        add(graph, boxes, first);
        add(graph, scores, second);
        add(graph, labels, third);

        assertThat(SortedOutputs.areBoxes(graph.outputs().get(0), graph)).isEqualTo(expected);
    }

    private static void add(Graph graph, String name, String sizes) {
        graph.append(Node.of("Relu", List.of("x"), name));
        Shape shape = sizes.equals("?")
                ? Shape.UNKNOWN
                : Shape.of(Arrays.stream(sizes.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray());
        graph.addOutput(new ValueInfo(name, ElementType.FLOAT, shape));
    }
}
