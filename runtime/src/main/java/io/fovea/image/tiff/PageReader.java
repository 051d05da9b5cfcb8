package io.fovea.image.tiff;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the pixels of one page, or of some rows of it, chunk by chunk. */
final class PageReader {
    private static final int BUFFER = 1 << 18;

    private final TiffInput input;
    private final ChunkLayout layout;
    private final boolean isLast;
    private final JpegDecoder jpeg;
    private final Meaning meaning;
    private final SampleType type;
    private final Object pixels;

    private PageReader(TiffInput input, ChunkLayout layout, boolean isLast, JpegDecoder jpeg, String where)
            throws FormatException {
        this.input = input;
        this.layout = layout;
        this.isLast = isLast;
        this.jpeg = jpeg;
        meaning = layout.meaning();
        type = layout.coding().type();
        Capacity.require(layout.width(), layout.height(), meaning.kept(), type.bytes(), where);
        pixels = Capacity.array(type, layout.width(), layout.height(), meaning.kept(), where);
    }

    /** Of a whole page. */
    static PageReader ofPage(TiffInput input, ChunkLayout layout, JpegDecoder jpeg) throws FormatException {
        return new PageReader(input, layout, true, jpeg, "");
    }

    /**
     * Of some rows of a page.
     *
     * @param layout of the chunks that hold them
     * @param isLast whether the page ends with these chunks
     */
    static PageReader ofRows(TiffInput input, ChunkLayout layout, boolean isLast, JpegDecoder jpeg)
            throws FormatException {
        return new PageReader(input, layout, isLast, jpeg, " in the rows that are read at once");
    }

    Samples read() throws IOException {
        if (layout.isPlain()) {
            copy();
        } else if (layout.compression() == Compression.JPEG) {
            decodeJpegs();
        } else {
            decodeChunks();
        }
        return new Samples(layout.width(), layout.height(), meaning.kept(), type, pixels);
    }

    private void copy() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(input.order());
        int at = 0;
        for (int chunk = 0; chunk < layout.offsets().length; chunk++) {
            long from = layout.offsets()[chunk];
            long end = from + layout.sizes()[chunk];
            while (from < end) {
                buffer.clear().limit((int) Math.min(BUFFER, end - from));
                input.read(from, buffer);
                from += buffer.limit();
                int count = buffer.limit() / type.bytes();
                type.copy(buffer, count, pixels, at);
                at += count;
            }
        }
    }

    private void decodeChunks() throws IOException {
        ValueDecoder values = new ValueDecoder(layout, input.order());
        byte[] source = new byte[0];
        byte[] bytes = new byte[0];
        Object block = null;
        try (Decoding decoding = new Decoding()) {
            for (int chunk = 0; chunk < layout.offsets().length; chunk++) {
                if (layout.planar() && plane(chunk) >= meaning.kept()) {
                    return;
                }
                int rows = layout.rows(chunk);
                int length = (int) layout.sizes()[chunk];
                int size = (int) (layout.rowBytes() * rows);
                bytes = bytes.length < size ? new byte[size] : bytes;
                if (layout.compression() == Compression.NONE) {
                    input.read(layout.offsets()[chunk], bytes, size);
                    reverse(bytes, size);
                } else {
                    source = source.length < length ? new byte[length] : source;
                    input.read(layout.offsets()[chunk], source, length);
                    reverse(source, length);
                    boolean last =
                            isLast && !layout.tiled() && layout.top(chunk) + layout.chunkHeight() >= layout.height();
                    decoding.decode(layout.compression(), source, length, bytes, size, last);
                }
                if (isWhole()) {
                    values.decode(bytes, rows, pixels, layout.top(chunk) * layout.width() * meaning.kept());
                } else {
                    block = block == null
                            ? type.array(layout.chunkWidth() * layout.samples() * layout.chunkHeight())
                            : block;
                    values.decode(bytes, rows, block, 0);
                    place(chunk, block, layout.chunkWidth());
                }
            }
        }
    }

    private void decodeJpegs() throws IOException {
        byte[] tables = layout.jpegTables();
        for (int chunk = 0; chunk < layout.offsets().length; chunk++) {
            if (layout.planar() && plane(chunk) >= meaning.kept()) {
                return;
            }
            int length = (int) layout.sizes()[chunk];
            byte[] source = new byte[length];
            input.read(layout.offsets()[chunk], source, length);
            Samples block = jpeg.decode(joined(tables, source), meaning.isYcbcr());
            int columns = columns(chunk);
            if (block.channels() != layout.samples() || block.width() < columns || block.height() < seenRows(chunk)) {
                throw Compression.JPEG.damaged();
            }
            place(chunk, block.data(), block.width());
        }
    }

    /** The tables that all parts share, without their end, before a part, without its beginning. */
    private static byte[] joined(byte[] tables, byte[] part) {
        if (tables.length < 4 || part.length < 2) {
            return part;
        }
        byte[] all = new byte[tables.length - 2 + part.length - 2];
        System.arraycopy(tables, 0, all, 0, tables.length - 2);
        System.arraycopy(part, 2, all, tables.length - 2, part.length - 2);
        return all;
    }

    /** Whether a chunk is a number of whole rows of the image. */
    private boolean isWhole() {
        return !layout.tiled() && !layout.planar() && meaning.kept() == meaning.stored();
    }

    /** Puts the part of a chunk that is in the image there. */
    private void place(int chunk, Object block, int blockWidth) {
        int samples = layout.samples();
        int kept = meaning.kept();
        int columns = columns(chunk);
        int left = chunk % layout.across() * layout.chunkWidth();
        int top = layout.top(chunk);
        for (int y = 0; y < seenRows(chunk); y++) {
            int from = y * blockWidth * samples;
            int to = ((top + y) * layout.width() + left) * kept;
            if (layout.planar()) {
                type.copy(block, from, 1, pixels, to + plane(chunk), kept, columns);
            } else if (samples == kept) {
                System.arraycopy(block, from, pixels, to, columns * kept);
            } else {
                for (int c = 0; c < kept; c++) {
                    type.copy(block, from + c, samples, pixels, to + c, kept, columns);
                }
            }
        }
    }

    private int columns(int chunk) {
        return Math.min(layout.chunkWidth(), layout.width() - chunk % layout.across() * layout.chunkWidth());
    }

    private int seenRows(int chunk) {
        return Math.min(layout.chunkHeight(), layout.height() - layout.top(chunk));
    }

    private int plane(int chunk) {
        return chunk / (layout.across() * layout.down());
    }

    private void reverse(byte[] bytes, int length) {
        if (layout.reversed()) {
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
            }
        }
    }
}
