package io.fovea.image.tiff;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.fovea.image.sample.FormatException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses strips and tiles. Not thread-safe. */
final class Decoding implements AutoCloseable {
    /** What writers may leave behind the end of a strip, to fill it up. */
    private static final int FILL = 16;

    private final Inflater inflater = new Inflater();
    private final Lzw lzw = new Lzw();

    /**
     * Fills the target.
     *
     * @param last whether the file may hold more rows than are wanted, as some do in their last strip
     * @throws FormatException if the bytes are damaged, or too many or too few
     */
    void decode(Compression compression, byte[] source, int length, byte[] target, int size, boolean last)
            throws FormatException {
        int used =
                switch (compression) {
                    case LZW -> lzw.decode(source, length, target, size);
                    case PACK_BITS -> PackBits.decode(source, length, target, size);
                    case DEFLATE -> inflate(source, length, target, size);
                    case ZSTD -> zstd(source, length, target, size);
                    case NONE, JPEG -> throw new IllegalArgumentException(compression.name());
                };
        if (!last && length - used > Math.max(FILL, length / 8)) {
            throw compression.damaged();
        }
    }

    private int inflate(byte[] source, int length, byte[] target, int size) throws FormatException {
        inflater.reset();
        inflater.setInput(source, 0, length);
        try {
            int out = 0;
            while (out < size) {
                int count = inflater.inflate(target, out, size - out);
                if (count == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    throw Compression.DEFLATE.damaged();
                }
                out += count;
            }
            if (!inflater.finished()) {
                inflater.inflate(new byte[1]); // compares the checksum
            }
            return length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw new FormatException(Compression.DEFLATE.damaged().getMessage(), e);
        }
    }

    private static int zstd(byte[] source, int length, byte[] target, int size) throws FormatException {
        try {
            int count = new ZstdDecompressor().decompress(source, 0, length, target, 0, size);
            if (count < size) {
                throw Compression.ZSTD.damaged();
            }
            return length;
        } catch (MalformedInputException e) {
            throw new FormatException(Compression.ZSTD.damaged().getMessage(), e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
