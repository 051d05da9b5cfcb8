package io.fovea.image.zarr;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes Blosc 1, as c-blosc writes it: blocks, each in one piece or one for each byte of a value, compressed by BloscLZ, LZ4,
 * Snappy, Deflate or Zstandard, and shuffled by bytes or bits. In Java alone, so that it is there on every machine.
 */
final class Blosc {
    private static final int HEADER = 16;
    private static final int SHUFFLED = 1;
    private static final int PLAIN = 2;
    private static final int BITS_SHUFFLED = 4;
    private static final int NOT_SPLIT = 16;
    private static final int MOST_PIECES = 16;
    private static final int LEAST_PIECE = 128;

    private final byte[] source;
    private final ByteBuffer numbers;
    private final int flags;
    private final int valueBytes;
    private final int blockBytes;
    private final byte[] target;

    private Blosc(byte[] source, int most) throws IOException {
        this.source = source;
        numbers = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
        flags = source[2] & 0xff;
        valueBytes = Math.max(1, source[3] & 0xff);
        int size = numbers.getInt(4);
        blockBytes = numbers.getInt(8);
        if (size < 0 || size > most || blockBytes < 1 && size > 0) {
            throw new IOException("a Blosc header that cannot be right");
        }
        target = new byte[size];
    }

    /** As {@link Codec#decode}. */
    static byte[] decode(byte[] source, int most) throws IOException {
        Blosc blosc = new Blosc(source, most);
        if ((blosc.flags & PLAIN) != 0) {
            if (blosc.target.length > source.length - HEADER) {
                throw new IOException("a Blosc chunk that is cut off");
            }
            return Arrays.copyOfRange(source, HEADER, HEADER + blosc.target.length);
        }
        byte[] block = new byte[Math.min(blosc.blockBytes, blosc.target.length)];
        for (int at = 0, i = 0; at < blosc.target.length; at += blosc.blockBytes, i++) {
            blosc.block(blosc.numbers.getInt(HEADER + i * Integer.BYTES), at, block);
        }
        return blosc.target;
    }

    private void block(int place, int at, byte[] block) throws IOException {
        int size = Math.min(blockBytes, target.length - at);
        boolean isSplit = (flags & NOT_SPLIT) == 0
                && valueBytes <= MOST_PIECES
                && blockBytes / valueBytes >= LEAST_PIECE
                && size == blockBytes;
        int pieces = isSplit ? valueBytes : 1;
        int piece = size / pieces;
        int from = place;
        byte[] decoded = new byte[piece];
        for (int p = 0; p < pieces; p++) {
            int length = numbers.getInt(from);
            from += Integer.BYTES;
            if (length < 0 || length > source.length - from) {
                throw new IOException("a Blosc block beyond the chunk");
            }
            if (length == piece) {
                System.arraycopy(source, from, block, p * piece, piece);
            } else {
                if (decompress(from, length, decoded, piece) != piece) {
                    throw new IOException("a Blosc block of another size");
                }
                System.arraycopy(decoded, 0, block, p * piece, piece);
            }
            from += length;
        }
        if ((flags & SHUFFLED) != 0 && valueBytes > 1) {
            Shuffle.bytes(block, target, at, size, valueBytes);
        } else if ((flags & BITS_SHUFFLED) != 0) {
            Shuffle.bits(block, target, at, size, valueBytes);
        } else {
            System.arraycopy(block, 0, target, at, size);
        }
    }

    private int decompress(int from, int length, byte[] to, int size) throws IOException {
        return switch (flags >> 5) {
            case 0 -> BloscLz.decode(source, from, length, to, size);
            case 1 -> new Lz4Decompressor().decompress(source, from, length, to, 0, size);
            case 2 -> new SnappyDecompressor().decompress(source, from, length, to, 0, size);
            case 3 -> inflate(from, length, to, size);
            case 4 -> new ZstdDecompressor().decompress(source, from, length, to, 0, size);
            default -> throw new IOException("a Blosc compressor that is not known");
        };
    }

    private int inflate(int from, int length, byte[] to, int size) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(source, from, length);
            int count = 0;
            while (count < size && !inflater.finished() && !inflater.needsInput()) {
                count += inflater.inflate(to, count, size - count);
            }
            return count;
        } catch (DataFormatException e) {
            throw new IOException(e);
        } finally {
            inflater.end();
        }
    }
}
