package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTableTest {
    /** Twenty pixels of 100 nm are 2E-13 square metres, and ten thousand of 1 nm are 1E-14. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2.00000000001e-13, 2E-13",
        "1.23456789012e-14, 1.23456789E-14",
        "-4.5e-17, -4.5E-17",
        "0.1, 0.1",
        "1234.5678901234, 1234.56789",
        "4000000000, 4000000000",
    })
    void whatIsNotZeroIsNotWrittenAsZero(double value, String expected) {
        assertThat(String.valueOf(ObjectTable.number(value))).isEqualTo(expected);
    }
}
