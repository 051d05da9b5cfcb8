package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of three bits at first, the lowest bit first: 0 to 3 are bytes, 4 clears the table, 5 ends, 6 is the first string. */
class GifLzwTest {

    @ParameterizedTest
    @CsvSource({
        // Strings that are in the table: 6 is 1 2, 7 is 2 1.
        "4 1 2 6,       1 2 1 2",
        "4 1 2 6 7,     1 2 1 2 2 1",
        // One that is being made: 6 is the last and its own first.
        "4 1 6,         1 1 1",
        "4 3 6 7,       3 3 3 3 3 3",
        // After a table was cleared it is new.
        "4 1 2 4 3 6,   1 2 3 3 3",
        "1 4 2 2,       1 2 2",
    })
    void stringsAreRepeated(String codes, String expected) throws FormatException {
        String[] words = expected.split(" ");
        byte[] target = new byte[words.length];
        byte[] source = packed(codes);

        GifLzw.decode(source, source.length, 2, target);

        for (int i = 0; i < words.length; i++) {
            assertThat(target[i]).as("byte %d", i).isEqualTo(Byte.parseByte(words[i]));
        }
    }

    @Test
    void aStringIsCutOffWhereThePictureEnds() throws FormatException {
        byte[] target = new byte[2];
        byte[] source = packed("4 1 6");

        GifLzw.decode(source, source.length, 2, target);

        assertThat(target).containsExactly(1, 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "4 1 7, 2", // a string that is not made yet
        "4 6, 2", // one before there is any
        "4 7, 2",
        "4 1 5, 2", // the end before the picture's
        "5 1 1, 2",
        "4 1, 2", // too few of them
        "4 1 2, 0", // no size
        "4 1 2, 9"
    })
    void whatIsNoSuchCodeIsDamage(String codes, int size) {
        byte[] source = packed(codes);

        assertThatThrownBy(() -> GifLzw.decode(source, source.length, size, new byte[20]))
                .isInstanceOf(FormatException.class)
                .hasMessage("is damaged: a part of its GIF data cannot be decompressed");
    }

    /** Three bits each; four from the code on that fills the table of eight. */
    private static byte[] packed(String codes) {
        byte[] bytes = new byte[16];
        int at = 0;
        int next = 6;
        int width = 3;
        boolean isFirst = true;
        for (String word : codes.split(" ")) {
            int code = Integer.parseInt(word);
            for (int bit = 0; bit < width; bit++, at++) {
                bytes[at / 8] |= (byte) ((code >> bit & 1) << at % 8);
            }
            if (code == 4) {
                next = 6;
                width = 3;
                isFirst = true;
            } else if (isFirst) {
                isFirst = false;
            } else if (++next == 8) {
                width = 4;
            }
        }
        return Arrays.copyOf(bytes, (at + 7) / 8);
    }
}
