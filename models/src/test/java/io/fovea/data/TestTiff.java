package io.fovea.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the plainest of grey TIFF files: little-endian, one strip, not compressed. */
final class TestTiff {

    private static final int MIN_IS_WHITE = 0;
    private static final int MIN_IS_BLACK = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private TestTiff() {}

    /**
     * Writes whole numbers.
     *
     * @param bits of each: 8, 16, 32 or 64
     * @param isSigned whether they are said to be signed
     * @param isInverted whether 0 is said to be shown in white
     */
    static void write(Path file, int width, int bits, boolean isSigned, boolean isInverted, long... values)
            throws IOException {
        int[][] tags = {
            {256, LONG, width},
            {257, LONG, values.length / width},
            {258, SHORT, bits},
            {259, SHORT, 1},
            {262, SHORT, isInverted ? MIN_IS_WHITE : MIN_IS_BLACK},
            {273, LONG, 0},
            {277, SHORT, 1},
            {278, LONG, values.length / width},
            {279, LONG, values.length * bits / 8},
            {339, SHORT, isSigned ? 2 : 1}
        };
        int start = 8 + 2 + 12 * tags.length + 4;
        tags[5][2] = start;
        ByteBuffer out = ByteBuffer.allocate(start + values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        out.putInt(0);
        for (long value : values) {
            switch (bits) {
                case 8 -> out.put((byte) value);
                case 16 -> out.putShort((short) value);
                case 32 -> out.putInt((int) value);
                default -> out.putLong(value);
            }
        }
        Files.createDirectories(file.getParent());
        Files.write(file, out.array());
    }
}
