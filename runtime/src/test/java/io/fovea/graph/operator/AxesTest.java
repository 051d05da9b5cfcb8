package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "-1, 2", "-3, 0"})
    void axesAreCountedFromEitherEnd(long axis, int front) {
        assertThat(Axes.fromFront(axis, 3)).isEqualTo(front);
        assertThat(Axes.contain(new long[] {axis}, front, 3)).isTrue();
        assertThat(Axes.contain(new long[] {axis}, (front + 1) % 3, 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, -4})
    void thereIsNoOther(long axis) {
        assertThatThrownBy(() -> Axes.fromFront(axis, 3)).hasMessage("There is no axis " + axis + " of 3");
    }

    @Test
    void withoutAPermutationAxesAreTurnedRound() {
        assertThat(Axes.permutation(Node.of("Transpose", List.of("x"), "y"), 3)).containsExactly(2, 1, 0);
        assertThat(Axes.permutation(
                        Node.of("Transpose", List.of("x"), "y", Attributes.NONE.withIntegers("perm", 0, 2, 1)), 3))
                .containsExactly(0, 2, 1);
    }

    @Test
    void axesGoAndCome() {
        Shape shape = Shape.of(5, 1, 7);

        assertThat(Axes.without(shape, new long[] {1})).isEqualTo(Shape.of(5, 7));
        assertThat(Axes.without(shape, new long[] {-1, 0})).isEqualTo(Shape.of(1));
        assertThat(Axes.with(shape, new long[] {0, -1})).isEqualTo(Shape.of(1, 5, 1, 7, 1));
        assertThat(Axes.kept(new long[] {-2}, 3)).containsExactly(0, 2);
        assertThat(Axes.spread(new long[] {1, -1}, 3)).containsExactly(0, -1, 1, 2, -1);
    }

    @Test
    void shapesAreRepeatedFromTheirEnds() {
        assertThat(Shape.of(Shapes.broadcast(
                        Shape.of(2, 1, 4).dimensions(), Shape.of(3, 1).dimensions())))
                .isEqualTo(Shape.of(2, 3, 4));
        assertThat(Shape.of(Shapes.broadcast(
                        Shape.of(3, 1).dimensions(), Shape.of(2, 1, 4).dimensions())))
                .isEqualTo(Shape.of(2, 3, 4));
        assertThat(Shapes.ofRank(64).rank()).isEqualTo(64);
        assertThat(Shapes.ofRank(0).rank()).isZero();
        assertThat(Shapes.ofRank(65)).isEqualTo(Shape.UNKNOWN);
        assertThat(Shapes.ofRank(-1)).isEqualTo(Shape.UNKNOWN);
    }
}
