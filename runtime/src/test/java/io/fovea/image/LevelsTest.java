package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelsTest {

    @Test
    void whatIsStretchedComesBack() {
        Levels levels = new Levels(100, 610);

        assertThat(levels.apply(200)).isEqualTo(50);
        assertThat(levels.undo(50)).isEqualTo(200);
        // Beyond black and white it goes on.
        assertThat(levels.undo(-10)).isEqualTo(80);
        assertThat(levels.undo(265)).isEqualTo(630);
    }

    @Test
    void oneLevelIsBlackAndComesBackAsItself() {
        Levels levels = new Levels(5, 5);

        assertThat(levels.apply(5)).isZero();
        assertThat(levels.apply(9)).isZero();
        assertThat(levels.undo(77)).isEqualTo(5);
    }

    @Test
    void floatsOfOneValueAndNoNumbersAtAllHaveOneLevel() {
        float nan = Float.NaN;
        float endless = Float.NEGATIVE_INFINITY;

        assertThat(Levels.of(Image.gray32(3, 1, new float[] {7, nan, 7}), 1, 99))
                .isEqualTo(new Levels(7, 7));
        assertThat(Levels.of(Image.gray32(2, 1, new float[] {nan, endless}), 1, 99))
                .isEqualTo(new Levels(0, 0));
    }

    /** Of ten values, a tenth lies at or below the least, and nine tenths at or below the last but one. */
    @Test
    void aPercentileIsTheLeastValueAtOrBelowWhichSoManyLie() {
        byte[] bytes = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
        short[] shorts = {100, 90, 80, 70, 60, 50, 40, 30, 20, (short) 60_000};

        assertThat(Levels.of(Image.gray8(10, 1, bytes), 10, 90)).isEqualTo(new Levels(10, 90));
        assertThat(Levels.of(Image.gray8(10, 1, bytes), 11, 91)).isEqualTo(new Levels(20, 100));
        assertThat(Levels.of(Image.gray16(10, 1, shorts), 0, 100)).isEqualTo(new Levels(20, 60_000));
    }
}
