package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.Shape.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape PART =
            Shape.of(List.of(Dimension.free("batch"), Dimension.fixed(3), Dimension.free(""), Dimension.fixed(0)));

    @Test
    void dimensionsAreFixedNamedOrFree() {
        assertThat(PART).hasToString("(batch, 3, ?, 0)");
        assertThat(PART.rank()).isEqualTo(4);
        assertThat(PART.sizes()).containsExactly(-1, 3, -1, 0);
        assertThat(PART.isFixed()).isFalse();
        assertThat(Shape.of(2, 0).isFixed()).isTrue();
        assertThat(Shape.of(2, -1)).isEqualTo(Shape.of(List.of(Dimension.fixed(2), Dimension.free(""))));
        assertThat(Shape.ofRank(2)).isEqualTo(Shape.of(-1, -1));
    }

    @Test
    void ofAnUnknownShapeNothingIsSaid() {
        assertThat(Shape.UNKNOWN).hasToString("(unknown)");
        assertThat(Shape.UNKNOWN.rank()).isEqualTo(-1);
        assertThat(Shape.UNKNOWN.isFixed()).isFalse();
        assertThat(Shape.UNKNOWN.sizes()).isEmpty();
        assertThat(Shape.UNKNOWN.admits(1, 2)).isTrue();
        assertThat(Shape.of()).isNotEqualTo(Shape.UNKNOWN);
        assertThat(Shape.of().rank()).isZero();
        assertThat(Shape.of().isFixed()).isTrue();
    }

    @Test
    void sizesFitWhereFixedOnesAgree() {
        assertThat(PART.admits(7, 3, 9, 0)).isTrue();
        assertThat(PART.admits(7, 4, 9, 0)).isFalse();
        assertThat(PART.admits(7, 3, 9, 1)).isFalse();
        assertThat(PART.admits(7, 3, 9)).isFalse();
        assertThat(PART.admits(7, 3, 9, 0, 1)).isFalse();
        assertThat(Shape.of().admits()).isTrue();
        assertThat(Shape.of().admits(1)).isFalse();
    }
}
