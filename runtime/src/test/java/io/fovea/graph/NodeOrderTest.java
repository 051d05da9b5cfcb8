package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeOrderTest {
    private static final Node ADD = Node.of("Add", List.of("x", "abs"), "sum");
    private static final Node ABS = Node.of("Abs", List.of("x"), "abs");
    private static final Node NEG = Node.of("Neg", List.of("x"), "neg");

    @Test
    void nodesMoveNoFartherThanTheyMust() {
        assertThat(NodeOrder.of(List.of(NEG, ABS, ADD), Set.of("x"), Set.of("sum")))
                .containsExactly(NEG, ABS, ADD);
        assertThat(NodeOrder.of(List.of(ADD, NEG, ABS), Set.of("x"), Set.of("sum")))
                .containsExactly(NEG, ABS, ADD);
        assertThat(NodeOrder.of(List.of(NEG, ADD, ABS), Set.of("x"), Set.of("sum")))
                .containsExactly(NEG, ABS, ADD);
    }

    @Test
    void valuesThatAreNeededTwiceByOneNodeCountOnce() {
        Node twice = Node.of("Mul", List.of("abs", "abs"), "square");
        assertThat(NodeOrder.of(List.of(twice, ABS), Set.of("x"), Set.of("square")))
                .containsExactly(ABS, twice);
    }

    /** The first node only waits for the circle, and what is in it also needs what is fine. */
    @Test
    void ofACircleANodeWithinIsNamed() {
        Node waiting = Node.of("Exp", List.of("second"), "waiting");
        Node first = Node.of("Add", List.of("abs", "second"), "first");
        Node second = Node.of("Sin", List.of("first"), "second");
        assertThatThrownBy(() -> NodeOrder.of(List.of(waiting, first, second, ABS), Set.of("x"), Set.of()))
                .isInstanceOf(UnsoundException.class)
                .hasMessage("the node 'second' (Sin) needs what is made of its own output");
    }
}
