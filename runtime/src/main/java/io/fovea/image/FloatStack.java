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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Planes of float values of one size, as a TIFF file of several pages (TIFF 6.0) that ImageJ opens as a stack.
 *
 * @param planes each {@code width * height} values, row by row; the arrays are shared, not copied
 */
public record FloatStack(int width, int height, List<float[]> planes) {
    private static final int ENTRIES = 12;
    private static final int DIRECTORY = 2 + 12 * ENTRIES + 4;
    private static final int HEADER = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** Checks the sizes. Copies the list. */
    public FloatStack {
        planes = List.copyOf(planes);
        for (float[] plane : planes) {
            if (plane.length != (long) width * height) {
                throw new IllegalArgumentException(plane.length + " values are no plane of " + width + "x" + height);
            }
        }
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws FoveaException if it cannot be written, or would be larger than the 4 GB that TIFF can hold
     */
    public void write(Path file) {
        write(file, out -> writeTo(out, ""));
    }

    /**
     * Writes the file as {@link #write(Path)} does, with a note in it of what the planes were made from.
     *
     * @param origin the name of an image or a model, which {@link Origin#of} finds again
     */
    public void write(Path file, String origin) {
        write(file, out -> writeTo(out, Origin.line(origin)));
    }

    private void write(Path file, AtomicFile.Content content) {
        long bytes = (long) planes.size() * (width * (long) height * Float.BYTES + DIRECTORY) + 1024;
        if (bytes >= 1L << 32) {
            throw new FoveaException("Cannot write '" + file + "': " + planes.size() + " planes of " + width + "x"
                    + height + " are more than the 4 GB that a TIFF file holds; take a smaller image or fewer planes.");
        }
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot write '" + file + "': check that its folder exists and can be written.", e);
        }
    }

    /** Whether size and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FloatStack that
                && width == that.width
                && height == that.height
                && Arrays.deepEquals(planes.toArray(), that.planes.toArray());
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.deepHashCode(planes.toArray()));
    }

    private void writeTo(OutputStream out, String line) throws IOException {
        // ImageJ takes the pages of its own files to lie one behind the other, as they do here.
        byte[] note = ("ImageJ=1.54p\nimages=" + planes.size() + "\nslices=" + planes.size() + "\nloop=false\n" + line
                        + '\0')
                .getBytes(StandardCharsets.US_ASCII);
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
        ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES);
        for (float[] plane : planes) {
            for (int y = 0; y < height; y++) {
                row.clear().asFloatBuffer().put(plane, y * width, width);
                data.write(row.array());
            }
        }
        data.flush();
    }

    private void directory(DataOutputStream data, int page, long pixels, int noteLength) throws IOException {
        long planeBytes = (long) width * height * Float.BYTES;
        int values = HEADER + DIRECTORY * planes.size();
        data.writeShort(ENTRIES);
        entry(data, 256, LONG, 1, width);
        entry(data, 257, LONG, 1, height);
        entry(data, 258, SHORT, 1, 32 << 16);
        entry(data, 259, SHORT, 1, 1 << 16); // not compressed
        entry(data, 262, SHORT, 1, 1 << 16); // black is zero
        entry(data, 270, 2, noteLength, values + 16);
        entry(data, 273, LONG, 1, pixels + page * planeBytes);
        entry(data, 277, SHORT, 1, 1 << 16);
        entry(data, 278, LONG, 1, height);
        entry(data, 279, LONG, 1, planeBytes);
        entry(data, 282, 5, 1, values);
        entry(data, 339, SHORT, 1, 3 << 16); // real numbers
        data.writeInt(page == planes.size() - 1 ? 0 : HEADER + DIRECTORY * (page + 1));
    }

    private static void entry(DataOutputStream data, int tag, int type, int count, long value) throws IOException {
        data.writeShort(tag);
        data.writeShort(type);
        data.writeInt(count);
        data.writeInt((int) value);
    }
}
