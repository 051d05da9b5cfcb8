package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorBarTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "-3.14159, -3.14",
        "1234.5, 1230",
        "100, 100",
        "0.00234, 0.00234",
        "0.0000000123, 1.23E-8",
        "12300000, 1.23E+7",
        "NaN, NaN"
    })
    void aFigureHasThreeDigits(double value, String expected) {
        assertThat(ColorBar.figure(value)).isEqualTo(expected);
    }

    @Test
    void theLeastIsAtTheBottom() {
        Image bar = ColorBar.of(ColorMap.VIRIDIS, 100, -2, 6);

        int[] viridis = ColorMap.VIRIDIS.table();
        assertThat(color(bar, 0, 99)).isEqualTo(viridis[0]);
        assertThat(color(bar, 0, 0)).isEqualTo(viridis[255]);
    }

    private static int color(Image image, int x, int y) {
        return (int) image.value(x, y, 0) << 16 | (int) image.value(x, y, 1) << 8 | (int) image.value(x, y, 2);
    }
}
