package io.fovea.image;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes planes of one size as the pages of a TIFF file (TIFF 6.0), as ImageJ writes its stacks: big-endian, not
 * compressed, one behind the other.
 */
final class TiffStack {
    private static final int ENTRIES = 12;
    private static final int DIRECTORY = 2 + 12 * ENTRIES + 4;
    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final int width;
    private final int height;
    private final Image.Depth depth;
    private final List<?> planes;
    private final String description;

    /**
     * A stack.
     *
     * @param planes arrays of the depth's type, {@code width * height} values each
     * @param lines what ImageJ is told of it, such as {@code slices=3}, a line each
     */
    static TiffStack ofImageJ(int width, int height, Image.Depth depth, List<?> planes, String lines) {
        return new TiffStack(width, height, depth, planes, "ImageJ=1.54p\nimages=" + planes.size() + "\n" + lines);
    }

    /**
     * The same of another program.
     *
     * @param description ASCII
     */
    TiffStack(int width, int height, Image.Depth depth, List<?> planes, String description) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.planes = planes;
        this.description = description;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws FoveaException if it cannot be written, or would be larger than the 4 GB that TIFF can hold
     */
    void write(Path file) {
        requireRoom("Cannot write '" + file + "': ");
        try {
            AtomicFile.write(file, this::writeTo);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': check that its folder exists and can be written.", e);
        }
    }

    /**
     * Writes the same to a stream, which is left open.
     *
     * @throws FoveaException if it would be larger than the 4 GB that TIFF can hold
     */
    void writeTo(OutputStream out) throws IOException {
        requireRoom("");
        // ImageJ takes the pages of its own files to lie one behind the other, as they do here.
        byte[] note = (description + '\0').getBytes(StandardCharsets.US_ASCII);
        long pixels = HEADER + (long) DIRECTORY * planes.size() + 16 + note.length;
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        data.writeBytes("MM");
        data.writeShort(42);
        data.writeInt(HEADER);
        for (int page = 0; page < planes.size(); page++) {
            directory(data, page, pixels, note.length);
        }
        data.writeInt(1); // the resolution, one pixel per unit, twice
        data.writeInt(1);
        data.writeInt(1);
        data.writeInt(1);
        data.write(note);
        ByteBuffer row = ByteBuffer.allocate(width * depth.bytes());
        for (Object plane : planes) {
            for (int y = 0; y < height; y++) {
                row.clear();
                switch (depth) {
                    case UINT8 -> row.put((byte[]) plane, y * width, width);
                    case UINT16 -> row.asShortBuffer().put((short[]) plane, y * width, width);
                    case FLOAT32 -> row.asFloatBuffer().put((float[]) plane, y * width, width);
                }
                data.write(row.array());
            }
        }
        data.flush();
    }

    private void requireRoom(String beginning) {
        long size = (long) planes.size() * (width * (long) height * depth.bytes() + DIRECTORY)
                + 1024
                + description.length();
        if (size >= 1L << 32) {
            throw new FoveaException(beginning + planes.size() + " planes of " + width + "x" + height
                    + " are more than the 4 GB that a TIFF file holds; take a smaller image or fewer planes.");
        }
    }

    private void directory(DataOutputStream data, int page, long pixels, int noteLength) throws IOException {
        long planeBytes = (long) width * height * depth.bytes();
        int values = HEADER + DIRECTORY * planes.size();
        data.writeShort(ENTRIES);
        entry(data, 256, LONG, 1, width);
        entry(data, 257, LONG, 1, height);
        entry(data, 258, SHORT, 1, 8 * depth.bytes() << 16);
        entry(data, 259, SHORT, 1, 1 << 16); // not compressed
        entry(data, 262, SHORT, 1, 1 << 16); // black is zero
        entry(data, 270, 2, noteLength, values + 16);
        entry(data, 273, LONG, 1, pixels + page * planeBytes);
        entry(data, 277, SHORT, 1, 1 << 16);
        entry(data, 278, LONG, 1, height);
        entry(data, 279, LONG, 1, planeBytes);
        entry(data, 282, 5, 1, values);
        entry(data, 339, SHORT, 1, (depth == Image.Depth.FLOAT32 ? 3 : 1) << 16); // real numbers, or whole ones
        data.writeInt(page == planes.size() - 1 ? 0 : HEADER + DIRECTORY * (page + 1));
    }

    private static void entry(DataOutputStream data, int tag, int type, int count, long value) throws IOException {
        data.writeShort(tag);
        data.writeShort(type);
        data.writeInt(count);
        data.writeInt((int) value);
    }
}
