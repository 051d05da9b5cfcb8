package io.fovea.image.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of nine bits, the highest first: up to 255 bytes, 256 clears the table, 257 ends, 258 is the first string. */
class LzwTest {

    @ParameterizedTest(name = "{0}: {1}, {2} bytes of it")
    @CsvSource({
        "256 65 66 258, 65 66 65 66, 5",
        "256 65 258 259, 65 65 65 65 65 65, 5",
        "65 66, 65 66, 3", // some writers do not clear at first
        "256 65 66 256 67 258, 65 66 67 67 67, 7",
        "256 65 66 258 260, 65 66 65 66 65 66 65, 6",
        "0 0 0, 0 0 0, 4",
    })
    void stringsAreRepeated(String codes, String expected, int used) throws FormatException {
        byte[] source = Arrays.copyOf(packed(codes), 40);
        String[] words = expected.split(" ");
        byte[] target = new byte[words.length];

        assertThat(new Lzw().decode(source, 40, target, target.length)).isEqualTo(used);

        for (int i = 0; i < words.length; i++) {
            assertThat(target[i]).as("byte %d", i).isEqualTo(Byte.parseByte(words[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"256 65 260", "256 258", "256 65 257", "256 65", "257"})
    void whatIsNoSuchCodeIsDamage(String codes) {
        byte[] source = packed(codes);

        assertThatThrownBy(() -> new Lzw().decode(source, source.length, new byte[9], 9))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is damaged");
    }

    /** Nine bits of which eight are there: what lies behind them is of something else. */
    @Test
    void nothingIsReadBehindTheEnd() {
        byte[] source = packed("65");

        assertThatThrownBy(() -> new Lzw().decode(source, 1, new byte[1], 1)).isInstanceOf(FormatException.class);
    }

    @Test
    void theFormOfBefore1992IsNamed() throws FormatException {
        byte[] old = {0, 1, 2, 3};

        assertThatThrownBy(() -> new Lzw().decode(old, 4, new byte[2], 2))
                .hasMessageContaining("LZW in the form of before 1992, which is not read");
        // 0 and 2 are the codes 0 and 128.
        byte[] other = {0, 0x20, 0, 0};
        byte[] target = new byte[2];
        new Lzw().decode(other, 4, target, 2);
        assertThat(target).containsExactly(0, (byte) 128);
    }

    private static byte[] packed(String codes) {
        String[] words = codes.split(" ");
        byte[] bytes = new byte[(9 * words.length + 7) / 8];
        int at = 0;
        for (String word : words) {
            for (int bit = 8; bit >= 0; bit--, at++) {
                bytes[at / 8] |= (byte) ((Integer.parseInt(word) >> bit & 1) << 7 - at % 8);
            }
        }
        return bytes;
    }
}
