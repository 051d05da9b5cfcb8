package io.fovea.task.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Box SUREST = new Box(0, 0.9f, 0, 0, 10, 10);

    /** Over half of it: 50 of 150 square pixels. */
    private static final Box SHIFTED = new Box(0, 0.8f, 5, 0, 15, 10);

    @Test
    void overlapIsIntersectionOverUnion() {
        assertThat(SUREST.overlap(SHIFTED)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(SUREST.overlap(SUREST)).isEqualTo(1);
        assertThat(SUREST.overlap(new Box(0, 1, 10, 0, 20, 10))).isZero();
    }

    @Test
    void onlyWhatOverlapsMoreThanTheLimitGoes() {
        assertThat(Suppression.apart(List.of(SUREST, SHIFTED), 0.33)).containsExactly(SUREST);
        assertThat(Suppression.apart(List.of(SUREST, SHIFTED), 0.34)).containsExactly(SUREST, SHIFTED);
    }

    @Test
    void anotherClassMayLieInTheSamePlace() {
        Box other = new Box(1, 0.8f, 0, 0, 10, 10);

        assertThat(Suppression.apart(List.of(SUREST, other), 0.45)).containsExactly(SUREST, other);
    }

    @Test
    void aBoxThatIsGoneTakesNoneWithIt() {
        // The third overlaps the second by a third, and not the first.
        Box third = new Box(0, 0.7f, 10, 0, 20, 10);

        assertThat(Suppression.apart(List.of(SUREST, SHIFTED, third), 0.3)).containsExactly(SUREST, third);
    }

    @Test
    void theSurestComeFirstAndNonsenseNever() {
        Box empty = new Box(0, 0.9f, 5, 5, 5, 9);
        Box endless = new Box(0, 0.9f, 0, 0, Double.POSITIVE_INFINITY, 10);

        assertThat(Suppression.sure(List.of(SHIFTED, empty, endless, SUREST, new Box(0, 0.1f, 0, 0, 1, 1)), 0.25))
                .containsExactly(SUREST, SHIFTED);
    }

    @Test
    void whatIsAsSureAsAskedForAndOverlapsAsMuchAsAllowedStays() {
        Box half = new Box(0, 0.8f, 0, 0, 10, 5);

        assertThat(Suppression.sure(List.of(SUREST), 0.9f)).containsExactly(SUREST);
        assertThat(SUREST.overlap(half)).isEqualTo(0.5);
        assertThat(Suppression.apart(List.of(SUREST, half), 0.5)).containsExactly(SUREST, half);
    }

    @Test
    void boxesWithoutAnAreaOverlapNothing() {
        Box line = new Box(0, 1, 3, 3, 3, 9);

        assertThat(line.area()).isZero();
        assertThat(line.overlap(line)).isZero();
        assertThat(new Box(0, 1, 5, 5, 3, 3).area()).isZero();
        assertThat(SUREST.overlap(new Box(0, 1, 0, 12, 10, 20))).isZero();
        assertThat(SUREST.overlap(new Box(0, 1, 12, 12, 20, 20))).isZero();
        assertThat(Box.around(2, 0.5f, 10, 20, 4, 6)).isEqualTo(new Box(2, 0.5f, 8, 17, 12, 23));
    }

    @Test
    void numbersThatAreNoneAreNoBox() {
        for (Box box : List.of(
                new Box(0, 1, Double.NaN, 0, 1, 1),
                new Box(0, 1, 0, Double.NEGATIVE_INFINITY, 1, 1),
                new Box(0, 1, 0, 0, Double.NaN, 1),
                new Box(0, 1, 0, 0, 1, Double.POSITIVE_INFINITY),
                new Box(0, Float.POSITIVE_INFINITY, 0, 0, 1, 1))) {
            assertThat(Suppression.sure(List.of(box), 0)).isEmpty();
        }
    }
}
