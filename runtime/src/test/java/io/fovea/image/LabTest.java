package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {

    /** As Lindbloom's formulas give them for sRGB with its matrix of seven digits; those below 0.9 % are on the line. */
    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource({
        "ff0000, 53.24, 80.09, 67.20",
        "00ff00, 87.73, -86.18, 83.18",
        "0000ff, 32.30, 79.19, -107.86",
        "ffffff, 100, 0, 0",
        "000000, 0, 0, 0",
        "808080, 53.59, 0, 0",
        "c89664, 65.76, 12.76, 33.56",
        "143c8c, 27.50, 18.39, -48.24",
        "0a0000, 0.58, 2.62, 0.92",
        "000a00, 1.96, -4.01, 2.86",
        "00000a, 0.20, 1.39, -3.78",
    })
    void coloursLieWhereTheyAreSeen(String hex, double l, double a, double b) {
        Lab lab = Lab.of(Integer.parseInt(hex, 16));

        assertThat(new double[] {lab.l(), lab.a(), lab.b()}).containsExactly(new double[] {l, a, b}, within(0.06));
    }

    /** Euclidean, of the values above. */
    @Test
    void distancesAreThoseOf1976() {
        assertThat(Lab.of(0xff0000).distance(Lab.of(0x00ff00))).isCloseTo(170.57, within(0.1));
        assertThat(Lab.of(0xc89664).distance(Lab.of(0x143c8c))).isCloseTo(90.48, within(0.1));
        assertThat(Lab.of(0xff0000).chroma()).isCloseTo(104.55, within(0.1));
    }
}
