package io.fovea.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    /** Critical values of published tables; with one and two degrees the distribution is known by formula. */
    @ParameterizedTest
    @CsvSource({
        "0, 5, 1",
        "12.706205, 1, 0.05",
        "4.302653, 2, 0.05",
        "2.228139, 10, 0.05",
        "-2.228139, 10, 0.05",
        "3.169273, 10, 0.01",
        "2.042272, 30, 0.05",
        "1.959964, 1000000, 0.05",
        "1, 1, 0.5",
        "1.4142136, 2, 0.2928932"
    })
    void agreesWithTables(double t, double freedom, double p) {
        assertThat(new StudentT(t, freedom).twoSided()).isCloseTo(p, within(2e-6));
    }

    @Test
    void welchIsWorkedOutByHand() {
        // Means 2 and 5, variances 1 and 4, three numbers each: t = -3 / sqrt(5/3), df = (5/3)^2 / ((1/3)^2/2 +
        // (4/3)^2/2).
        StudentT t = StudentT.welch(Sample.of(1, 2, 3), Sample.of(3, 5, 7));
        assertThat(t.t()).isCloseTo(-3 / Math.sqrt(5 / 3.0), within(1e-12));
        assertThat(t.freedom()).isCloseTo(50.0 / 17, within(1e-12));
    }

    @Test
    void oneNumberAgainstASample() {
        // Mean 0, variance 1 of three: the error is sqrt(1 + 1/3), with two degrees of freedom.
        StudentT t = StudentT.outlier(2, Sample.of(-1, 0, 1));
        assertThat(t.t()).isCloseTo(2 / Math.sqrt(4 / 3.0), within(1e-12));
        assertThat(t.freedom()).isEqualTo(2);
    }

    @Test
    void withoutSpreadADifferenceIsNoChance() {
        assertThat(StudentT.welch(Sample.of(1, 1, 1), Sample.of(0, 0, 0)).twoSided())
                .isZero();
        assertThat(StudentT.welch(Sample.of(1, 1, 1), Sample.of(1, 1, 1)).twoSided())
                .isEqualTo(1);
    }
}
