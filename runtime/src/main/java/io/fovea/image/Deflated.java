package io.fovea.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes compressed with Deflate (zlib), quickly rather than well. */
final class Deflated {
    private static final int LEVEL = 3;

    private Deflated() {}

    /** The first {@code length} bytes, compressed. */
    static byte[] of(byte[] bytes, int length) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 16);
            byte[] piece = new byte[1 << 14];
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** What was compressed to {@code packed}: {@code length} bytes. */
    static byte[] undone(byte[] packed, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] bytes = new byte[length];
            int filled = 0;
            while (filled < length) {
                filled += inflater.inflate(bytes, filled, length - filled);
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("What was just deflated cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
