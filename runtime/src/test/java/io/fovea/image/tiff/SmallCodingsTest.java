package io.fovea.image.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Run lengths and short floats, by hand after TIFF 6.0 and IEEE 754. */
class SmallCodingsTest {

    @ParameterizedTest(name = "{0}: {1}, {2} of them used")
    @CsvSource({
        "00 07, 07, 2",
        "02 010203, 010203, 4",
        "ff 07, 0707, 2",
        "fd 05 00 09, 0505050509, 4",
        "80 00 07, 07, 3", // nothing, by definition
        "81 07, 07070707, 2", // more than there is place for: 128
        "03 01020304, 0102, 5",
    })
    void runsOfBytesAreRepeated(String source, String expected, int used) throws FormatException {
        byte[] wanted = hex(expected);
        byte[] target = new byte[wanted.length + 1];
        target[wanted.length] = 99;

        assertThat(PackBits.decode(hex(source), hex(source).length, target, wanted.length))
                .isEqualTo(used);

        assertThat(Arrays.copyOf(target, wanted.length)).isEqualTo(wanted);
        assertThat(target[wanted.length]).isEqualTo((byte) 99);
    }

    @ParameterizedTest
    @CsvSource({"02 0102", "ff", "''", "80", "00 07"})
    void runsThatEndEarlyAreDamage(String source) {
        byte[] given = hex(source);

        assertThatThrownBy(() -> PackBits.decode(given, given.length, new byte[3], 3))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 0",
        "3c00, 1",
        "c000, -2",
        "3555, 0.33325195",
        "7bff, 65504",
        "0400, 6.1035156e-5",
        // Below the least normal number: 1023 and 1 times 2^-24.
        "03ff, 6.0975552e-5",
        "0001, 5.9604645e-8",
        "8001, -5.9604645e-8",
        "83ff, -6.0975552e-5",
        "7c00, Infinity",
        "fc00, -Infinity",
    })
    void shortFloatsAreFloats(String half, float value) {
        assertThat(Half.toFloat((short) Integer.parseInt(half, 16))).isEqualTo(value);
    }

    @Test
    void zerosHaveSignsAndNoNumbersAreNone() {
        assertThat(1 / Half.toFloat((short) 0x8000)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Half.toFloat((short) 0x7e00)).isNaN();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
