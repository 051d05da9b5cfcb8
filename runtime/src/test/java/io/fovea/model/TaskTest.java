package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of tasks and of the heads of detectors, and what ends a network. */
class TaskTest {

    @Test
    void onlyTrimapsHaveAForeground() {
        assertThat(Task.TRIMAP.foreground()).hasValue(0);
        assertThat(Task.SEGMENTATION.foreground()).isEmpty();
        assertThat(Task.ofPixels(true)).isEqualTo(Task.TRIMAP);
        assertThat(Task.ofPixels(false)).isEqualTo(Task.SEGMENTATION);
    }

    @Test
    void whatModelsDoIsSaidWhereItIsKnown() {
        assertThat(Task.DETECTION.clause()).hasValue("it finds objects in images");
        assertThat(Task.OTHER.clause()).isEmpty();
        assertThat(Task.DETECTION.word()).isEqualTo("detection");
    }

    @ParameterizedTest
    @EnumSource(DetectorHead.class)
    void headsAreOfBoxesOrOfPixels(DetectorHead head) {
        boolean pixels = head == DetectorHead.STARDIST || head == DetectorHead.CELLPOSE;
        assertThat(head.isOfPixels()).isEqualTo(pixels);
        if (head == DetectorHead.NONE) {
            assertThat(head.task()).isEmpty();
        } else {
            assertThat(head.task()).hasValue(pixels ? Task.INSTANCES : Task.DETECTION);
        }
        assertThat(head.isInCorner()).isEqualTo(head == DetectorHead.YOLOX);
    }

    /** A transposition may put the classes elsewhere; a reshaping and a cast go on with them. */
    @Test
    void whatCarriesAnAnswerDoesNotEndTheNetwork() {
        Graph graph = ForeignNets.classifier(3, 64, 5);
        graph.append(Node.of("Cast", List.of("y"), "cast", Attributes.NONE.with("to", 1)));
        graph.append(Node.of("Transpose", List.of("cast"), "turned", Attributes.NONE.withIntegers("perm", 1, 0)));

        assertThat(NetworkEnding.of(graph, "turned").map(Node::output)).hasValue("p");
        assertThat(NetworkEnding.withClassesInPlace(graph, "turned").map(Node::output))
                .hasValue("turned");
        assertThat(NetworkEnding.withClassesInPlace(graph, "p").map(Node::output))
                .hasValue("p");
        assertThat(NetworkEnding.of(graph, "x")).isEmpty();
    }
}
