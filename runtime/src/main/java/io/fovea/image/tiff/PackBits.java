package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import java.util.Arrays;

/** Run lengths of bytes (TIFF 6.0, section 9). */
final class PackBits {
    private PackBits() {}

    /**
     * Fills the target.
     *
     * @return how many bytes of the source were needed
     */
    static int decode(byte[] source, int length, byte[] target, int size) throws FormatException {
        int in = 0;
        int out = 0;
        while (out < size) {
            if (in >= length) {
                throw Compression.PACK_BITS.damaged();
            }
            int head = source[in++];
            if (head >= 0) {
                int count = Math.min(head + 1, size - out);
                if (in + count > length) {
                    throw Compression.PACK_BITS.damaged();
                }
                System.arraycopy(source, in, target, out, count);
                in += head + 1;
                out += count;
            } else if (head != -128) {
                if (in >= length) {
                    throw Compression.PACK_BITS.damaged();
                }
                int count = Math.min(1 - head, size - out);
                Arrays.fill(target, out, out + count, source[in++]);
                out += count;
            }
        }
        return in;
    }
}
