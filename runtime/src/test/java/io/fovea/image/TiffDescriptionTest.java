package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffDescriptionTest {

    /** TIFF 6.0 has entries in ascending order, and everything at even places. */
    @ParameterizedTest(name = "{0} among {1}, {2}")
    @CsvSource({
        "abc, 256 257 273, II, 256 257 270 273",
        "ab, 256 257 273, MM, 256 257 270 273",
        "abcd, 256 257, MM, 256 257 270",
        "abcde, 273 40000, II, 270 273 40000",
        "abcd, 256 40000, II, 256 270 40000",
    })
    void standsWhereItsNumberBelongs(String text, String tags, String order, String expected) {
        ByteOrder bytes = order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] tiff = tiff(tags.split(" "), order, bytes, text.length() % 2);

        ByteBuffer result = ByteBuffer.wrap(TiffDescription.add(tiff, text)).order(bytes);

        int directory = result.getInt(4);
        assertThat(directory % 2).isZero();
        String[] wanted = expected.split(" ");
        assertThat(result.getShort(directory)).isEqualTo((short) wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            int entry = directory + 2 + 12 * i;
            int tag = result.getShort(entry) & 0xffff;
            assertThat(tag).isEqualTo(Integer.parseInt(wanted[i]));
            if (tag == 270) {
                assertThat(result.getShort(entry + 2)).isEqualTo((short) 2);
                assertThat(result.getInt(entry + 4)).isEqualTo(text.length() + 1);
                int place = result.getInt(entry + 8);
                assertThat(place % 2).isZero();
                assertThat(new String(result.array(), place, text.length() + 1, StandardCharsets.US_ASCII))
                        .isEqualTo(text + "\0");
            } else {
                assertThat(result.getInt(entry + 8)).isEqualTo(1000 + tag);
            }
        }
        assertThat(result.getInt(directory + 2 + 12 * wanted.length)).isEqualTo(77);
        assertThat(directory + 2 + 12 * wanted.length + 4).isEqualTo(result.capacity());
        assertThat(Arrays.copyOfRange(result.array(), 8, tiff.length))
                .isEqualTo(Arrays.copyOfRange(tiff, 8, tiff.length));
    }

    @Test
    void otherFilesAreNotTouched() {
        byte[] big = tiff(new String[] {"256"}, "II", ByteOrder.LITTLE_ENDIAN, 0);
        big[2] = 43;

        assertThatThrownBy(() -> TiffDescription.add(big, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Entries of one long number each, a thousand more than their tag; a next directory at 77; bytes behind them. */
    private static byte[] tiff(String[] tags, String order, ByteOrder bytes, int behind) {
        ByteBuffer tiff =
                ByteBuffer.allocate(8 + 2 + 12 * tags.length + 4 + behind).order(bytes);
        tiff.put(order.getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) tags.length);
        for (String tag : tags) {
            tiff.putShort((short) Integer.parseInt(tag)).putShort((short) 4).putInt(1);
            tiff.putInt(1000 + Integer.parseInt(tag));
        }
        return tiff.putInt(77).array();
    }
}
