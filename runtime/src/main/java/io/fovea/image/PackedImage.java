package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A large grey image of whole numbers, such as labels, that is made row by row from the top, and kept compressed until it is
 * written as a TIFF file in strips, or wanted whole. Not thread-safe.
 */
public final class PackedImage {
    private static final int LARGEST_8_BIT = 255;
    private static final int LARGEST_16_BIT = 65_535;
    private static final int STRIP_VALUES = 1 << 18;

    private final int width;
    private final int height;
    private final int stripRows;
    private final List<byte[]> strips = new ArrayList<>();
    private final ByteBuffer strip;
    private int rows;
    private int largest;

    /** Nothing yet. */
    public PackedImage(int width, int height) {
        this.width = width;
        this.height = height;
        stripRows = Math.max(1, Math.min(height, STRIP_VALUES / width));
        strip = ByteBuffer.allocate(stripRows * width * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Adds the next row.
     *
     * @param values 0 or above, as many as the image is wide
     */
    public void add(int[] values) {
        for (int value : values) {
            largest = Math.max(largest, value);
            strip.putInt(value);
        }
        rows++;
        if (!strip.hasRemaining() || rows == height) {
            strips.add(Deflated.of(strip.array(), strip.position()));
            strip.clear();
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The largest value so far; 0 of none. */
    int largest() {
        return largest;
    }

    /** How many bits its values need, and at least so many: 8, 16 or 32. */
    int bits(int least) {
        return Math.max(least, bits());
    }

    /** Gives all rows, from the top. */
    void eachRow(ZarrWriter.RowSink sink) throws IOException {
        requireAllRows();
        int[] row = new int[width];
        for (int i = 0; i < strips.size(); i++) {
            IntBuffer from = values(i).asIntBuffer();
            while (from.hasRemaining()) {
                from.get(row);
                sink.add(row);
            }
        }
    }

    /** How many bits its values need: 8, 16, or 32, which are floats as ImageJ has them. */
    private int bits() {
        return largest <= LARGEST_8_BIT ? 8 : largest <= LARGEST_16_BIT ? 16 : 32;
    }

    /**
     * All of it in memory, grey: 8-bit or 16-bit where that suffices, floats beyond.
     *
     * @param least bits of a value
     * @throws IllegalStateException if rows are missing
     */
    public Image image(int least) {
        requireAllRows();
        int bits = Math.max(least, bits());
        int count = ArrayLength.of(width, height);
        Object pixels = bits == 8 ? new byte[count] : bits == 16 ? new short[count] : new float[count];
        int at = 0;
        for (int i = 0; i < strips.size(); i++) {
            IntBuffer from = values(i).asIntBuffer();
            while (from.hasRemaining()) {
                put(pixels, at++, from.get());
            }
        }
        return Image.of(width, height, 1, false, pixels);
    }

    private static void put(Object pixels, int at, int value) {
        if (pixels instanceof byte[] bytes) {
            bytes[at] = (byte) value;
        } else if (pixels instanceof short[] shorts) {
            shorts[at] = (short) value;
        } else {
            ((float[]) pixels)[at] = value;
        }
    }

    /**
     * Writes a TIFF file, compressed with Deflate: 8-bit or 16-bit where that suffices, floats beyond; BigTIFF if it has 4 GB.
     *
     * @param least bits of a value
     * @param out left open
     * @param origin what it was made from, noted in the file; see {@link Origin}
     * @throws IOException if {@code out} takes no more
     * @throws IllegalStateException if rows are missing
     */
    public void writeTo(OutputStream out, int least, String origin) throws IOException {
        int bits = bits(least);
        new TiffStrips(width, height, 1, stripRows, bits, encoded(bits, bits == 32), Origin.line(origin)).writeTo(out);
    }

    /** The same with whole numbers of any bits, and another text in the file. */
    void writeWhole(OutputStream out, int bits, String description, Optional<PixelSize> size) throws IOException {
        strips(bits, description, size).writeTo(out);
    }

    /** A page of whole numbers. */
    TiffStrips strips(int bits, String description, Optional<PixelSize> size) {
        return new TiffStrips(width, height, 1, stripRows, bits, false, encoded(bits, false), description, size);
    }

    private PackedStrips encoded(int bits, boolean areReal) {
        requireAllRows();
        List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < strips.size(); i++) {
            encoded.add(recoded(values(i), bits, areReal));
        }
        return PackedStrips.of(encoded);
    }

    private void requireAllRows() {
        if (rows != height) {
            throw new IllegalStateException(rows + " rows of " + height);
        }
    }

    /** The whole numbers of a strip. */
    private ByteBuffer values(int index) {
        int count = Math.min(stripRows, height - index * stripRows) * width;
        return ByteBuffer.wrap(Deflated.undone(strips.get(index), count * Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] recoded(ByteBuffer from, int bits, boolean areReal) {
        int values = from.remaining() / Integer.BYTES;
        ByteBuffer to = ByteBuffer.allocate(values * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values; i++) {
            int value = from.getInt();
            switch (bits) {
                case 8 -> to.put((byte) value);
                case 16 -> to.putShort((short) value);
                default -> to.putInt(areReal ? Float.floatToRawIntBits(value) : value);
            }
        }
        return Deflated.of(to.array(), to.position());
    }
}
