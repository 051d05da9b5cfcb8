package io.fovea.image.zarr;

import java.io.IOException;

/** Decompresses BloscLZ, the compressor that Blosc brings itself: literals, and copies of what came before (as in FastLZ). */
final class BloscLz {
    private static final int LITERALS = 32;
    private static final int LONG = 6;
    private static final int FAR = 31 << 8;
    private static final int MAX_DISTANCE = 8191;

    private final byte[] source;
    private final int end;
    private final byte[] target;
    private final int limit;
    private int in;
    private int out;

    private BloscLz(byte[] source, int at, int length, byte[] target, int limit) {
        this.source = source;
        this.in = at;
        this.end = at + length;
        this.target = target;
        this.limit = limit;
    }

    /**
     * Fills the target from its beginning.
     *
     * @return how many bytes came of it
     * @throws IOException if the bytes are damaged
     */
    static int decode(byte[] source, int at, int length, byte[] target, int limit) throws IOException {
        return new BloscLz(source, at, length, target, limit).decode();
    }

    private int decode() throws IOException {
        int control = next() & 31;
        while (true) {
            if (control >= LITERALS) {
                copy(control);
            } else {
                int count = control + 1;
                require(count <= limit - out && count <= end - in);
                System.arraycopy(source, in, target, out, count);
                in += count;
                out += count;
            }
            if (in >= end) {
                return out;
            }
            control = next();
        }
    }

    private void copy(int control) throws IOException {
        int count = (control >> 5) - 1;
        int distance = (control & 31) << 8;
        int code;
        if (count == LONG) {
            do {
                code = next();
                count += code;
            } while (code == 255);
        }
        code = next();
        count += 3;
        distance = code == 255 && distance == FAR ? (next() << 8 | next()) + MAX_DISTANCE : distance + code;
        int from = out - distance - 1;
        require(from >= 0 && count <= limit - out);
        for (int i = 0; i < count; i++) {
            target[out++] = target[from++];
        }
    }

    private int next() throws IOException {
        require(in < end);
        return source[in++] & 0xff;
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("BloscLZ that leads beyond its bytes");
        }
    }
}
