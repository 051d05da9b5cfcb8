package io.fovea.image.jpeg;

/**
 * The bits of entropy-coded data, without the bytes that are stuffed in behind {@code 0xff}. Behind a marker there are
 * zeros, of which {@link #isPastEnd} tells.
 */
final class Bits {
    private final byte[] file;
    private final int end;
    private int next;

    /** Bits that are ready, the next one highest of the lowest {@link #count}; scans work on copies of the two. */
    long held;

    int count;
    private int invented;
    private int zeros;
    private int longestZeros;

    /** Begins at a place. */
    Bits(byte[] file, int start) {
        this.file = file;
        end = file.length;
        next = start;
    }

    /** Makes at least 32 bits ready. */
    void fill() {
        if (count >= 32) {
            return;
        }
        if (next + 4 <= end) {
            int four = file[next] << 24
                    | (file[next + 1] & 0xff) << 16
                    | (file[next + 2] & 0xff) << 8
                    | file[next + 3] & 0xff;
            if (((~four - 0x01010101) & four & 0x80808080) == 0) { // none of them is 0xff
                zeros = four == 0 ? zeros + 1 : 0;
                longestZeros = Math.max(longestZeros, zeros);
                held = held << 32 | four & 0xffffffffL;
                count += 32;
                next += 4;
                return;
            }
        }
        while (count <= 56) {
            int value = 0;
            if (next < end && (file[next] != -1 || next + 1 < end && file[next + 1] == 0)) {
                value = file[next] & 0xff;
                next += value == 0xff ? 2 : 1;
            } else {
                invented += 8;
            }
            held = held << 8 | value;
            count += 8;
        }
    }

    /** The next bits, of those that are ready. */
    int peek(int bits) {
        return (int) (held >>> (count - bits)) & (1 << bits) - 1;
    }

    /** Goes on. */
    void skip(int bits) {
        count -= bits;
    }

    /** Reads up to 16 bits. */
    int read(int bits) {
        fill();
        int value = peek(bits);
        skip(bits);
        return value;
    }

    /** Whether the file ends here, without a marker. */
    boolean isAtEndOfFile() {
        return next >= end - 1;
    }

    /** Whether so many bytes behind one another were zero. */
    boolean hadZeros(int bytes) {
        return 4 * longestZeros >= bytes;
    }

    /** Whether more was taken than there is. */
    boolean isPastEnd() {
        return count < invented;
    }

    /** Where the byte lies behind the last one of which a bit was taken. */
    int place() {
        int unread = Math.max(0, count - invented) / 8;
        int place = next;
        for (int i = 0; i < unread; i++) {
            place -= place >= 2 && file[place - 1] == 0 && file[place - 2] == -1 ? 2 : 1;
        }
        return place;
    }

    /** Begins anew behind a marker. */
    void restart(int start) {
        next = start;
        held = 0;
        count = 0;
        invented = 0;
    }
}
