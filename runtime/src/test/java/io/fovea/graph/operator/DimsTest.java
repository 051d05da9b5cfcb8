package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes that are known, sizes that are called something, and sizes of which nothing is known. */
class DimsTest {
    private static final Dimension FIVE = Dimension.fixed(5);
    private static final Dimension N = Dimension.free("n");

    @Test
    void sizesAreTheSameWhereThatIsKnown() {
        assertThat(Dims.same(FIVE, Dimension.fixed(5))).isTrue();
        assertThat(Dims.same(FIVE, Dimension.fixed(6))).isFalse();
        assertThat(Dims.same(N, Dimension.free("n"))).isTrue();
        assertThat(Dims.same(N, Dimension.free("m"))).isFalse();
        assertThat(Dims.same(Dims.UNKNOWN, Dims.UNKNOWN)).isFalse();
    }

    @Test
    void shapesAreTheSameWhereAllSizesAre() {
        Shape shape = Shape.of(List.of(FIVE, N));
        assertThat(Dims.same(shape, Shape.of(List.of(FIVE, Dimension.free("n")))))
                .isTrue();
        assertThat(Dims.same(shape, Shape.of(List.of(FIVE, FIVE)))).isFalse();
        assertThat(Dims.same(shape, Shape.of(List.of(FIVE)))).isFalse();
        assertThat(Dims.same(Shape.of(List.of(FIVE)), shape)).isFalse();
        assertThat(Dims.same(Shape.UNKNOWN, Shape.UNKNOWN)).isFalse();
        assertThat(Dims.same(Shape.of(), Shape.of())).isTrue();
    }

    @Test
    void whatIsAddedTwiceIsAddedTogether() {
        assertThat(Dims.plus(FIVE, 2)).isEqualTo(Dimension.fixed(7));
        assertThat(Dims.plus(N, 2)).isEqualTo(Dims.plus(Dims.plus(N, 5), -3));
        assertThat(Dims.plus(Dims.plus(N, 2), -2)).isEqualTo(N);
        assertThat(Dims.plus(N, 0)).isEqualTo(N);
        assertThat(Dims.plus(N, 2)).isNotEqualTo(N).isNotEqualTo(Dims.plus(N, 3));
        assertThat(Dims.plus(Dims.UNKNOWN, 2)).isEqualTo(Dims.UNKNOWN);
    }

    @Test
    void multiplesAndParts() {
        assertThat(Dims.times(FIVE, 3)).isEqualTo(Dimension.fixed(15));
        assertThat(Dims.times(N, 3)).isEqualTo(Dims.times(N, 3)).isNotEqualTo(N);
        assertThat(Dims.times(N, 1)).isEqualTo(N);
        assertThat(Dims.times(Dims.UNKNOWN, 3)).isEqualTo(Dims.UNKNOWN);
        assertThat(Dims.part(Dimension.fixed(15), 3)).isEqualTo(FIVE);
        assertThat(Dims.part(N, 3)).isEqualTo(Dims.part(N, 3)).isNotEqualTo(N);
        assertThat(Dims.part(N, 1)).isEqualTo(N);
        assertThat(Dims.part(Dims.UNKNOWN, 3)).isEqualTo(Dims.UNKNOWN);
    }

    @Test
    void productsAreKnownWhereAllSizesAre() {
        assertThat(Dims.product(List.of(FIVE, Dimension.fixed(4)))).isEqualTo(Dimension.fixed(20));
        assertThat(Dims.product(List.of(N))).isEqualTo(N);
        assertThat(Dims.product(List.of(FIVE, N))).isEqualTo(Dims.UNKNOWN);
        assertThat(Dims.product(List.of())).isEqualTo(Dimension.fixed(1));
    }

    /** Windows of 3 in an image of 8: six of them, three with a stride of 2, from 0, 2 and 4. */
    @Test
    void windowsThatFit() {
        Dimension eight = Dimension.fixed(8);
        assertThat(Dims.windows(eight, -3, 1)).isEqualTo(Dimension.fixed(6));
        assertThat(Dims.windows(eight, -3, 2)).isEqualTo(Dimension.fixed(3));
        assertThat(Dims.windows(Dimension.fixed(2), -3, 2)).as("none fits").isEqualTo(Dimension.fixed(0));
        assertThat(Dims.windows(N, -1, 1)).isEqualTo(N);
        assertThat(Dims.windows(N, -3, 2))
                .isEqualTo(Dims.windows(N, -3, 2))
                .isNotEqualTo(Dims.windows(N, -3, 3))
                .isNotEqualTo(Dims.windows(N, -2, 2));
        assertThat(Dims.windows(Dims.UNKNOWN, -3, 2)).isEqualTo(Dims.UNKNOWN);
    }

    @Test
    void onesAreRepeated() {
        Dimension one = Dimension.fixed(1);
        assertThat(Dims.broadcast(FIVE, FIVE)).isEqualTo(FIVE);
        assertThat(Dims.broadcast(FIVE, one)).isEqualTo(FIVE);
        assertThat(Dims.broadcast(one, FIVE)).isEqualTo(FIVE);
        assertThat(Dims.broadcast(N, one)).isEqualTo(N);
        assertThat(Dims.broadcast(one, N)).isEqualTo(N);
        // What is free has to be 5 as well, or 1.
        assertThat(Dims.broadcast(FIVE, N)).isEqualTo(FIVE);
        assertThat(Dims.broadcast(N, FIVE)).isEqualTo(FIVE);
        assertThat(Dims.broadcast(N, N)).isEqualTo(N);
        assertThat(Dims.broadcast(N, Dimension.free("m"))).isEqualTo(Dims.UNKNOWN);
    }
}
