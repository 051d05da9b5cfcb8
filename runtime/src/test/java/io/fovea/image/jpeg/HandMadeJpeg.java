package io.fovea.image.jpeg;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.sample.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Files put together bit by bit: in all of them the code 0 of a first coefficient says that it is the one before, and the
 * code 0 of the others that all are zero, so that a block of 8x8 pixels is two bits.
 */
final class HandMadeJpeg {
    static final String DIRECT = "ffc4 0014 00 01000000000000000000000000000000 00";
    static final String ALTERNATING = "ffc4 0014 10 01000000000000000000000000000000 00";
    static final String END = "ffd9";
    static final String HEAD = "ffd8" + DIRECT + ALTERNATING;

    private HandMadeJpeg() {}

    static String frame(int width, int height) {
        return String.format(Locale.ROOT, "ffc0 000b 08 %04x %04x 01 011100", height, width);
    }

    static byte[] file(String... parts) {
        return bytes(HEAD, String.join("", parts), END);
    }

    /** Filled up with ones. */
    static String bits(String bits) {
        StringBuilder hex = new StringBuilder();
        String all = bits + "1".repeat((8 - bits.length() % 8) % 8);
        for (int i = 0; i < all.length(); i += 8) {
            hex.append(String.format(Locale.ROOT, "%02x", Integer.parseInt(all.substring(i, i + 8), 2)));
        }
        return hex.toString();
    }

    static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            bytes.writeBytes(HexFormat.of().parseHex(part.replace(" ", "")));
        }
        return bytes.toByteArray();
    }

    static void assertWhole(byte[] file) {
        assertThatCode(() -> JpegFile.check(file)).doesNotThrowAnyException();
    }

    static void assertDamaged(byte[] file, String reason) {
        assertThatThrownBy(() -> JpegFile.check(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    static void assertTruncated(byte[] file) {
        assertThatThrownBy(() -> JpegFile.check(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is truncated");
    }
}
