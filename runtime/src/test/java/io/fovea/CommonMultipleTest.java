package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonMultipleTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 6, 12", "16, 8, 16", "7, 5, 35", "2147483647, 2147483646, 4611686011984936962"})
    void isTheLeastThatBothDivide(long a, long b, long least) {
        assertThat(CommonMultiple.of(a, b)).isEqualTo(least);
    }
}
