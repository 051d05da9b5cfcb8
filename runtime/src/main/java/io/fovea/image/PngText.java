package io.fovea.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** Texts with a key in PNG files: {@code iTXt} chunks before the pixels (PNG, third edition, 11.3.3.4). */
final class PngText {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_END = SIGNATURE.length + 12 + 13;
    private static final int TEXT = 0x69545874;
    private static final int PIXELS = 0x49444154;
    private static final int END = 0x49454e44;
    private static final int LONGEST = 1 << 16;

    private PngText() {}

    static boolean isPng(byte[] start) {
        return start.length >= SIGNATURE.length
                && Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** The file with one more text, which stands behind the header. */
    static byte[] add(byte[] png, String key, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] start = start(key);
        int length = start.length + value.length;
        ByteBuffer result = ByteBuffer.allocate(png.length + 12 + length);
        result.put(png, 0, HEADER_END);
        int chunk = result.position();
        result.putInt(length).putInt(TEXT).put(start).put(value);
        CRC32 crc = new CRC32();
        crc.update(result.array(), chunk + 4, 4 + length);
        result.putInt((int) crc.getValue()).put(png, HEADER_END, png.length - HEADER_END);
        return result.array();
    }

    /**
     * The text of a key.
     *
     * @param in the file from behind its signature
     */
    static Optional<String> find(DataInputStream in, String key) throws IOException {
        byte[] start = start(key);
        while (true) {
            int length = in.readInt();
            int type = in.readInt();
            if (type == PIXELS || type == END || length < 0) {
                return Optional.empty();
            }
            if (type == TEXT && length >= start.length && length < LONGEST) {
                byte[] content = in.readNBytes(length);
                if (Arrays.equals(content, 0, start.length, start, 0, start.length)) {
                    return Optional.of(
                            new String(content, start.length, length - start.length, StandardCharsets.UTF_8));
                }
            } else {
                in.skipNBytes(length);
            }
            in.skipNBytes(4);
        }
    }

    /** Key, not compressed, no language, no translation. */
    private static byte[] start(String key) {
        return (key + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
    }
}
