package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastUsesTest {

    /** {@code a} is taken twice, {@code c} by nobody, {@code x} is given, {@code e} wanted. */
    @Test
    void aValueIsOverAfterTheLastNodeThatTakesIt() {
        List<Node> path = List.of(
                Node.of("Conv", List.of("x"), "a", Attributes.NONE),
                Node.of("Relu", List.of("a"), "b", Attributes.NONE),
                Node.of("Abs", List.of("x"), "c", Attributes.NONE),
                Node.of("Add", List.of("a", "b"), "d", Attributes.NONE),
                Node.of("Relu", List.of("d"), "e", Attributes.NONE));

        assertThat(LastUses.of(path, Set.of("e")))
                .containsExactly(List.of(), List.of(), List.of("c"), List.of("a", "b"), List.of("d"));
        assertThat(LastUses.of(path, Set.of("e", "a")).get(3)).containsExactly("b");
    }
}
