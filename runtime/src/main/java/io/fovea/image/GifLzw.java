package io.fovea.image;

import io.fovea.image.sample.FormatException;

/** GIF's form of LZW: codes of up to 12 bits, the lowest bit first. The JDK's decoder mixes up the rows of some files. */
final class GifLzw {
    private static final int LARGEST = 4096;

    private GifLzw() {}

    /**
     * Fills the target.
     *
     * @param size bits of the first codes, less one
     */
    static void decode(byte[] source, int length, int size, byte[] target) throws FormatException {
        if (size < 1 || size > 8) {
            throw damaged();
        }
        // Strings have been written out before, with the byte behind them: the table says where.
        int[] starts = new int[LARGEST];
        int[] sizes = new int[LARGEST];
        int clear = 1 << size;
        int next = clear + 2;
        int width = size + 1;
        int last = -1;
        int lastSize = 0;
        int held = 0;
        int bits = 0;
        int in = 0;
        int out = 0;
        while (out < target.length) {
            while (bits < width) {
                if (in >= length) {
                    throw damaged();
                }
                held |= (source[in++] & 0xff) << bits;
                bits += 8;
            }
            int code = held & (1 << width) - 1;
            held >>>= width;
            bits -= width;
            if (code == clear) {
                next = clear + 2;
                width = size + 1;
                last = -1;
                continue;
            }
            boolean known = code < clear || code > clear + 1 && code < next;
            if (!known && (code != next || last < 0) || code == clear + 1) {
                throw damaged();
            }
            int from = code < clear ? -1 : code == next ? last : starts[code];
            int count = code < clear ? 1 : code == next ? lastSize + 1 : sizes[code];
            if (last >= 0 && next < LARGEST) {
                starts[next] = last;
                sizes[next++] = lastSize + 1;
                if (next == 1 << width && width < 12) {
                    width++;
                }
            }
            last = out;
            lastSize = count;
            int end = Math.min(target.length, out + count);
            if (from < 0) {
                target[out++] = (byte) code;
            } else {
                while (out < end) {
                    target[out++] = target[from++];
                }
            }
        }
    }

    private static FormatException damaged() {
        return new FormatException("is damaged: a part of its GIF data cannot be decompressed");
    }
}
