package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;

/**
 * TIFF's form of LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first, widened one code early.
 *
 * <p>Every string but the single bytes has been written out before, with the byte that follows it, so the table holds
 * where: no chain of prefixes has to be walked.
 */
final class Lzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int LARGEST = 4096;

    private final int[] starts = new int[LARGEST];
    private final int[] sizes = new int[LARGEST];

    /**
     * Fills the target.
     *
     * @return how many bytes of the source were needed
     */
    int decode(byte[] source, int length, byte[] target, int size) throws FormatException {
        if (length > 1 && source[0] == 0 && (source[1] & 1) != 0) {
            throw new FormatException(
                    "is a TIFF compressed with LZW in the form of before 1992, which is not read; save it anew");
        }
        int next = FIRST;
        int width = 9;
        int last = -1; // where the string before starts; none after a clear
        int lastSize = 0;
        int in = 0;
        int out = 0;
        long held = 0;
        int bits = 0;
        while (out < size) {
            if (bits < width) {
                if (in + 4 <= length) {
                    held = held << 32
                            | (source[in] & 0xffL) << 24
                            | (source[in + 1] & 0xff) << 16
                            | (source[in + 2] & 0xff) << 8
                            | source[in + 3] & 0xff;
                    bits += 32;
                    in += 4;
                } else {
                    while (bits < width) {
                        if (in >= length) {
                            throw Compression.LZW.damaged();
                        }
                        held = held << 8 | source[in++] & 0xff;
                        bits += 8;
                    }
                }
            }
            bits -= width;
            int code = (int) (held >>> bits) & (1 << width) - 1;
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                last = -1;
                continue;
            }
            int from;
            int count;
            if (code < CLEAR) {
                from = -1;
                count = 1;
            } else if (code >= FIRST && code < next && last >= 0) {
                from = starts[code];
                count = sizes[code];
            } else if (code == next && last >= 0) {
                from = last;
                count = lastSize + 1;
            } else {
                throw Compression.LZW.damaged(); // END too early, or a code that was never made
            }
            if (last >= 0) {
                if (next == LARGEST) {
                    throw Compression.LZW.damaged();
                }
                starts[next] = last;
                sizes[next++] = lastSize + 1;
                if (next >= (1 << width) - 1 && width < 12) {
                    width++;
                }
            }
            last = out;
            lastSize = count;
            int end = Math.min(size, out + count);
            if (from < 0) {
                target[out++] = (byte) code;
            } else {
                while (out < end) {
                    target[out++] = target[from++];
                }
            }
        }
        return in - bits / 8;
    }
}
