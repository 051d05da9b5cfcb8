package io.fovea.image.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Exif's block of tags, which is a TIFF's directory. Only the orientation is read. */
public final class Exif {
    private static final int ORIENTATION = 0x112;
    private static final int SHORT = 3;

    private Exif() {}

    /** The orientation that a block says; upright if it says none, or is no block. */
    public static Orientation orientation(byte[] file, int from, int to) {
        if (to - from < 14 || to > file.length || file[from] != 'I' && file[from] != 'M') {
            return Orientation.UPRIGHT;
        }
        ByteBuffer block = ByteBuffer.wrap(file, from, to - from)
                .slice()
                .order(file[from] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = block.getInt(4);
        if (at < 0 || at > block.limit() - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = block.getShort(at) & 0xffff;
        for (int entry = at + 2; entries > 0 && entry <= block.limit() - 12; entry += 12, entries--) {
            if ((block.getShort(entry) & 0xffff) == ORIENTATION) {
                return Orientation.of(
                        block.getShort(entry + 2) == SHORT ? block.getShort(entry + 8) : block.getInt(entry + 8));
            }
        }
        return Orientation.UPRIGHT;
    }
}
