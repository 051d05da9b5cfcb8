package io.fovea.image.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(SampleType.UINT8, new byte[] {-1, 1}, new float[] {255, 1}),
                Arguments.of(SampleType.INT8, new byte[] {-1, 1}, new float[] {-1, 1}),
                Arguments.of(SampleType.UINT16, new short[] {-1, 1}, new float[] {65_535, 1}),
                Arguments.of(SampleType.INT16, new short[] {-1, 1}, new float[] {-1, 1}),
                Arguments.of(SampleType.UINT32, new int[] {-1, 1}, new float[] {4_294_967_295f, 1}),
                Arguments.of(SampleType.INT32, new int[] {-1, 1}, new float[] {-1, 1}),
                // 2^64 - 1 and 2^63 + 2^40 are nearest to these floats.
                Arguments.of(SampleType.UINT64, new long[] {-1, 7}, new float[] {0x1p64f, 7}),
                Arguments.of(SampleType.UINT64, new long[] {Long.MIN_VALUE, Long.MIN_VALUE + (1L << 40)}, new float[] {
                    0x1p63f, 0x1p63f + 0x1p40f
                }),
                Arguments.of(SampleType.INT64, new long[] {-1, 0}, new float[] {-1, 0}),
                Arguments.of(SampleType.FLOAT32, new float[] {-1.5f, 1}, new float[] {-1.5f, 1}),
                Arguments.of(SampleType.FLOAT64, new double[] {-1.5, 1}, new float[] {-1.5f, 1}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeBecomesFloats(SampleType type, Object data, float[] expected) {
        assertThat(new Samples(1, 2, 1, type, data).floats()).containsExactly(expected);
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of(SampleType.INT64, new long[] {1L << 31}, "2147483648"),
                Arguments.of(SampleType.INT64, new long[] {-5_000_000_000L}, "-5000000000"),
                Arguments.of(SampleType.UINT64, new long[] {-1}, "18446744073709551615"),
                Arguments.of(SampleType.UINT32, new int[] {-1}, "4294967295"),
                Arguments.of(SampleType.FLOAT32, new float[] {0.5f}, "0.5"),
                Arguments.of(SampleType.FLOAT64, new double[] {1e18}, "1.0E18"),
                Arguments.of(SampleType.FLOAT64, new double[] {9e17}, "900000000000000000"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void whatIsNoLabelIsSaidAsItIs(SampleType type, Object data, String said) {
        assertThatThrownBy(() -> new Samples(1, 1, 1, type, data).wholeNumbers())
                .isInstanceOf(FormatException.class)
                .hasMessage("holds the value " + said
                        + ", which is no label: labels are whole numbers up to 2,147,483,647");
    }

    @Test
    void wholeNumbersAreLabelsOfAnyType() throws FormatException {
        assertThat(new Samples(2, 3, 1, SampleType.FLOAT32, new float[] {0, 1, 2, 3, -4, 5}).wholeNumbers())
                .containsExactly(0, 1, 2, 3, -4, 5);
        assertThat(new Samples(1, 1, 2, SampleType.UINT64, new long[] {Integer.MAX_VALUE, 0}).wholeNumbers())
                .containsExactly(Integer.MAX_VALUE, 0);
    }

    @Test
    void aChannelHasItsValuesOfEveryPixel() {
        Samples two = new Samples(3, 2, 2, SampleType.UINT16, new short[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        assertThat(two.channel(1)).isEqualTo(new Samples(3, 2, 1, SampleType.UINT16, new short[] {2, 4, 6, 8, 10, 12}));
    }

    @Test
    void whiteIsBlackInvertedAndTheNegativeOfOtherTypes() {
        assertThat(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {0, 5}).inverted())
                .isEqualTo(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {-1, (byte) 250}));
        assertThat(new Samples(2, 1, 1, SampleType.UINT16, new short[] {0, 5}).inverted())
                .isEqualTo(new Samples(2, 1, 1, SampleType.UINT16, new short[] {-1, (short) 65_530}));
        assertThat(new Samples(2, 1, 1, SampleType.INT16, new short[] {3, -5}).inverted())
                .isEqualTo(new Samples(2, 1, 1, SampleType.FLOAT32, new float[] {-3, 5}));
    }

    @Test
    void equalsWhatHasTheSameSizeTypeAndValues() {
        Samples one = new Samples(2, 1, 1, SampleType.UINT8, new byte[] {1, 2});

        assertThat(one)
                .isEqualTo(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {1, 2}))
                .hasSameHashCodeAs(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {1, 2}))
                .isNotEqualTo(new Samples(1, 1, 1, SampleType.UINT8, new byte[] {1, 2}))
                .isNotEqualTo(new Samples(2, 2, 1, SampleType.UINT8, new byte[] {1, 2}))
                .isNotEqualTo(new Samples(2, 1, 2, SampleType.UINT8, new byte[] {1, 2}))
                .isNotEqualTo(new Samples(2, 1, 1, SampleType.INT8, new byte[] {1, 2}))
                .isNotEqualTo(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {1, 3}))
                .isNotEqualTo("samples");
        assertThat(one.hashCode()).isNotEqualTo(new Samples(2, 1, 1, SampleType.UINT8, new byte[] {1, 3}).hashCode());
    }
}
