package io.fovea.stroke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StrokesTest {

    @Test
    void whatIsPaintedLaterCountsAndWhatLiesOutsideDoesNot() {
        Strokes strokes = new Strokes(3, 2);
        strokes.paint(2, 1, 0);
        strokes.paint(2, 1, 4);
        strokes.paint(-1, 0, 1);
        strokes.paint(3, 0, 1);
        strokes.paint(0, 2, 1);
        assertThat(strokes.pixels()).isEqualTo(Map.of(5, 4));
        assertThat(strokes.counts()).isEqualTo(Map.of(4, 1));
        assertThat(strokes.has(2, 1)).isTrue();
        assertThat(strokes.has(1, 1)).isFalse();
        assertThatThrownBy(() -> strokes.paint(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPictureOfStrokesHasTheNumbersOfClassesFromOne() {
        assertThat(Strokes.of(3, 1, new int[] {0, 1, 3}).pixels()).isEqualTo(Map.of(1, 0, 2, 2));
        assertThatThrownBy(() -> Strokes.of(3, 1, new int[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
