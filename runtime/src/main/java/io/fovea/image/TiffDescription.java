package io.fovea.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Gives an encoded TIFF file of one page a description (tag 270), for encoders that cannot. */
final class TiffDescription {
    private static final int DESCRIPTION = 270;
    private static final int ASCII = 2;
    private static final int ENTRY = 12;

    private TiffDescription() {}

    /**
     * The file with the description: its directory is written anew behind its end.
     *
     * @param tiff not BigTIFF, without a description
     * @param text ASCII
     */
    static byte[] add(byte[] tiff, String text) {
        ByteBuffer old = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (old.getShort(2) != 42) {
            throw new IllegalArgumentException("not a TIFF file of 32-bit offsets");
        }
        byte[] value = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        int directory = old.getInt(4);
        int count = old.getShort(directory) & 0xffff;
        int place = even(tiff.length);
        int start = even(place + value.length);
        ByteBuffer result =
                ByteBuffer.allocate(start + 2 + (count + 1) * ENTRY + 4).order(old.order());
        result.put(tiff).putInt(4, start);
        result.position(place).put(value);
        result.position(start).putShort((short) (count + 1));
        int entry = directory + 2;
        int end = entry + count * ENTRY;
        while (entry < end && (old.getShort(entry) & 0xffff) < DESCRIPTION) {
            result.put(tiff, entry, ENTRY);
            entry += ENTRY;
        }
        result.putShort((short) DESCRIPTION)
                .putShort((short) ASCII)
                .putInt(value.length)
                .putInt(place);
        result.put(tiff, entry, end - entry + 4);
        return result.array();
    }

    private static int even(int offset) {
        return offset + (offset & 1);
    }
}
