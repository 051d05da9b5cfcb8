package io.fovea.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages that any file can take: flips, cuts, splices, and lengths that lie. */
final class ByteMutations {
    private static final int MOST_AT_ONCE = 4;
    private static final int HEADER = 256;

    /** Numbers at which arithmetic goes wrong. */
    static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        3,
        7,
        64,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65535,
        65536,
        99_999,
        1 << 24,
        1 << 30,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        0xffffffffL,
        1L << 32,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private ByteMutations() {}

    /** Some damages anywhere. */
    static byte[] of(byte[] bytes, byte[] other, Random random) {
        byte[] damaged = bytes;
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
            damaged = once(damaged, other, damaged.length, random);
        }
        return damaged;
    }

    /** Some damages, most of them where headers are. */
    static byte[] nearTheBeginning(byte[] bytes, byte[] other, Random random) {
        byte[] damaged = bytes;
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
            int within = random.nextInt(4) == 0 ? damaged.length : Math.min(HEADER, damaged.length);
            damaged = once(damaged, other, within, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] bytes, byte[] other, int within, Random random) {
        if (bytes.length == 0) {
            return other.clone();
        }
        int at = random.nextInt(Math.max(1, within));
        int length = Math.min(1 + random.nextInt(1 << random.nextInt(12)), bytes.length - at);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> number(bytes, at, random);
            case 2 -> number(bytes, at, random);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, at, new byte[0], at + length);
            case 5 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            case 6 -> joined(bytes, at, noise(length, random), at + length);
            case 7 -> spliced(bytes, at, other, random);
            default -> {
                byte[] set = bytes.clone();
                set[at] = (byte) EDGES[random.nextInt(EDGES.length)];
                yield set;
            }
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** Writes a number of 2, 4 or 8 bytes over what is there. */
    private static byte[] number(byte[] bytes, int at, Random random) {
        int size = 2 << random.nextInt(3);
        ByteBuffer number =
                ByteBuffer.allocate(8).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long edge = EDGES[random.nextInt(EDGES.length)];
        switch (size) {
            case 2 -> number.putShort((short) edge);
            case 4 -> number.putInt((int) edge);
            default -> number.putLong(edge);
        }
        byte[] written = bytes.clone();
        System.arraycopy(number.array(), 0, written, at, Math.min(size, bytes.length - at));
        return written;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] other, Random random) {
        int from = random.nextInt(other.length + 1);
        return joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
    }

    /** The first bytes, then others, then those from an index on. */
    private static byte[] joined(byte[] bytes, int first, byte[] others, int rest) {
        byte[] joined = new byte[first + others.length + bytes.length - rest];
        System.arraycopy(bytes, 0, joined, 0, first);
        System.arraycopy(others, 0, joined, first, others.length);
        System.arraycopy(bytes, rest, joined, first + others.length, bytes.length - rest);
        return joined;
    }
}
