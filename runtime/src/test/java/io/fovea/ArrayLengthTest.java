package io.fovea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayLengthTest {

    @Test
    void isTheProductOfTheSizes() {
        assertThat(ArrayLength.of(3, 5, 7)).isEqualTo(105);
        assertThat(ArrayLength.of(46_340, 46_340)).isEqualTo(2_147_395_600);
        assertThat(ArrayLength.of(0, 100_000, 100_000)).isZero();
    }

    /** Products of 32 bits would be negative, 0, and small but above 0. */
    @ParameterizedTest
    @CsvSource({"46341, 46341, 1", "65536, 65536, 1", "65536, 65537, 1", "27000, 27000, 3"})
    void whatWouldWrapIsRefused(int width, int height, int channels) {
        assertThatThrownBy(() -> ArrayLength.of(width, height, channels))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        width + " x " + height + " x " + channels + " values are more than fit into the memory of one"
                                + " image (2,147,483,639); take a smaller image, or a part of it.");
    }
}
