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
 * compressed, one behind the other. BigTIFF where it is allowed to have 4 GB.
 */
final class TiffStack {
    private static final int ENTRIES = 12;
    private static final int RESOLUTION = 16;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final long LARGEST = 1L << 32;

    private final int width;
    private final int height;
    private final Image.Depth depth;
    private final int count;
    private final Rows rows;
    private final boolean mayBeBig;
    private final String description;

    /** Writes the rows of a page, big-endian. */
    @FunctionalInterface
    private interface Rows {
        void write(int page, DataOutputStream out) throws IOException;
    }

    /**
     * A stack.
     *
     * @param planes arrays of the depth's type, {@code width * height} values each
     * @param lines what ImageJ is told of it, such as {@code slices=3}, a line each
     */
    static TiffStack ofImageJ(int width, int height, Image.Depth depth, List<?> planes, String lines) {
        return new TiffStack(
                width,
                height,
                depth,
                planes.size(),
                (page, out) -> write(width, height, depth, planes.get(page), out),
                false,
                imageJ(planes.size()) + lines);
    }

    /** The slices of a stack that wait on the disk. */
    static TiffStack ofImageJ(SpilledPlanes planes, String line) {
        return new TiffStack(planes, imageJ(planes.count()) + "slices=" + planes.count() + "\nloop=false\n" + line);
    }

    private static String imageJ(int count) {
        return "ImageJ=1.54p\nimages=" + count + "\n";
    }

    /**
     * Floats in a file of another program.
     *
     * @param description ASCII
     */
    TiffStack(FloatPlanes planes, String description) {
        this(
                planes.width(),
                planes.height(),
                Image.Depth.FLOAT32,
                planes.count(),
                (page, out) -> {
                    ByteBuffer row = ByteBuffer.allocate(planes.width() * Float.BYTES);
                    planes.eachRow(page, values -> {
                        row.asFloatBuffer().put(values);
                        out.write(row.array());
                    });
                },
                planes instanceof SpilledPlanes,
                description);
    }

    private TiffStack(
            int width, int height, Image.Depth depth, int count, Rows rows, boolean mayBeBig, String description) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.count = count;
        this.rows = rows;
        this.mayBeBig = mayBeBig;
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
        writeTo(out, size() >= LARGEST);
    }

    /** The same as BigTIFF or not. */
    void writeTo(OutputStream out, boolean big) throws IOException {
        // ImageJ takes the pages of its own files to lie one behind the other, as they do here.
        byte[] note = (description + '\0').getBytes(StandardCharsets.US_ASCII);
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        Directories directories = new Directories(data, big, note.length);
        directories.write();
        data.writeInt(1); // the resolution, one pixel per unit, twice
        data.writeInt(1);
        data.writeInt(1);
        data.writeInt(1);
        data.write(note);
        for (int page = 0; page < count; page++) {
            rows.write(page, data);
        }
        data.flush();
    }

    private static void write(int width, int height, Image.Depth depth, Object plane, DataOutputStream out)
            throws IOException {
        ByteBuffer row = ByteBuffer.allocate(width * depth.bytes());
        for (int y = 0; y < height; y++) {
            row.clear();
            switch (depth) {
                case UINT8 -> row.put((byte[]) plane, y * width, width);
                case UINT16 -> row.asShortBuffer().put((short[]) plane, y * width, width);
                case FLOAT32 -> row.asFloatBuffer().put((float[]) plane, y * width, width);
            }
            out.write(row.array());
        }
    }

    private long size() {
        return (long) count * (width * (long) height * depth.bytes() + Directories.bytes(true))
                + 1024
                + description.length();
    }

    private void requireRoom(String beginning) {
        if (!mayBeBig && size() >= LARGEST) {
            throw new FoveaException(beginning + count + " planes of " + width + "x" + height
                    + " are more than the 4 GB that a TIFF file holds; take a smaller image or fewer planes.");
        }
    }

    /** What describes the pages, in front of all of them. */
    private final class Directories {
        private final DataOutputStream data;
        private final boolean big;
        private final int noteLength;
        private final int header;

        Directories(DataOutputStream data, boolean big, int noteLength) {
            this.data = data;
            this.big = big;
            this.noteLength = noteLength;
            this.header = big ? 16 : 8;
        }

        static int bytes(boolean big) {
            return big ? 8 + 20 * ENTRIES + 8 : 2 + 12 * ENTRIES + 4;
        }

        void write() throws IOException {
            data.writeBytes("MM");
            data.writeShort(big ? 43 : 42);
            if (big) {
                data.writeShort(8);
                data.writeShort(0);
                data.writeLong(header);
            } else {
                data.writeInt(header);
            }
            for (int page = 0; page < count; page++) {
                write(page);
            }
        }

        private void write(int page) throws IOException {
            long planeBytes = (long) width * height * depth.bytes();
            long values = header + (long) bytes(big) * count;
            long pixels = values + RESOLUTION + noteLength;
            if (big) {
                data.writeLong(ENTRIES);
            } else {
                data.writeShort(ENTRIES);
            }
            entry(256, LONG, 1, width);
            entry(257, LONG, 1, height);
            entry(258, SHORT, 1, 8 * depth.bytes());
            entry(259, SHORT, 1, 1); // not compressed
            entry(262, SHORT, 1, 1); // black is zero
            entry(270, 2, noteLength, values + RESOLUTION);
            entry(273, big ? LONG8 : LONG, 1, pixels + page * planeBytes);
            entry(277, SHORT, 1, 1);
            entry(278, LONG, 1, height);
            entry(279, big ? LONG8 : LONG, 1, planeBytes);
            if (big) {
                entry(282, 5, 1, 1L << 32 | 1); // has room in the entry itself
            } else {
                entry(282, 5, 1, values);
            }
            entry(339, SHORT, 1, depth == Image.Depth.FLOAT32 ? 3 : 1); // real numbers, or whole ones
            long next = page == count - 1 ? 0 : header + (long) bytes(big) * (page + 1);
            if (big) {
                data.writeLong(next);
            } else {
                data.writeInt((int) next);
            }
        }

        private void entry(int tag, int type, int number, long value) throws IOException {
            int bits = big ? Long.SIZE : Integer.SIZE;
            // A value that is shorter than its field stands at the field's beginning.
            long placed = number > 1 ? value : value << bits - Math.min(bits, 8 * length(type));
            data.writeShort(tag);
            data.writeShort(type);
            if (big) {
                data.writeLong(number);
                data.writeLong(placed);
            } else {
                data.writeInt(number);
                data.writeInt((int) placed);
            }
        }

        private static int length(int type) {
            return switch (type) {
                case SHORT -> 2;
                case LONG -> 4;
                default -> 8;
            };
        }
    }
}
