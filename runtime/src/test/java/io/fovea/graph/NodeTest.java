package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTest {
    private static final Node NODE =
            new Node("block/conv", "", "Conv", List.of("x", "", "b"), List.of("y", "z"), Attributes.NONE);

    @Test
    void inputsMayBeLeftOut() {
        assertThat(NODE.input(0)).isEqualTo("x");
        assertThat(NODE.input(1)).isEmpty();
        assertThat(NODE.input(3)).isEmpty();
        assertThat(NODE.hasInput(2)).isTrue();
        assertThat(NODE.hasInput(1)).isFalse();
        assertThat(NODE.hasInput(9)).isFalse();
        assertThat(NODE.dependencies()).containsExactly("x", "b");
        assertThat(NODE.output()).isEqualTo("y");
    }

    /** Two parts make a layer; more of them, or none before the stroke, are names of their own. */
    @ParameterizedTest
    @CsvSource({"block/conv, block", "conv, conv", "a/b/c, a/b/c", "/conv, /conv", "'', y", "a/, a"})
    void nodesOfOneLayerAreNamedAfterIt(String name, String layer) {
        Node node = new Node(name, "", "Conv", List.of("x"), List.of("y"), Attributes.NONE);

        assertThat(node.layer()).isEqualTo(layer);
        assertThat(node.label()).isEqualTo(name.isEmpty() ? "y" : name);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "ai.onnx, true", "com.microsoft, false"})
    void operatorsOfOtherSetsAreOthers(String domain, boolean own) {
        Node node = new Node("", domain, "Conv", List.of("x"), List.of("y"), Attributes.NONE);

        assertThat(node.is("Conv")).isEqualTo(own);
        assertThat(node.is("Relu")).isFalse();
    }

    @Test
    void copiesDifferInOneThing() {
        Attributes attributes = Attributes.NONE.with("group", 2);

        assertThat(NODE.withInputs(List.of("a")))
                .isEqualTo(new Node("block/conv", "", "Conv", List.of("a"), List.of("y", "z"), Attributes.NONE));
        assertThat(NODE.withOutputs(List.of("a")))
                .isEqualTo(new Node("block/conv", "", "Conv", List.of("x", "", "b"), List.of("a"), Attributes.NONE));
        assertThat(NODE.withAttributes(attributes).attributes()).isEqualTo(attributes);
        assertThat(NODE.renamed(value -> "p_" + value))
                .isEqualTo(new Node(
                        "block/conv", "", "Conv", List.of("p_x", "", "p_b"), List.of("p_y", "p_z"), Attributes.NONE));
        assertThat(Node.of(NODE.toProto())).isEqualTo(NODE);
    }
}
