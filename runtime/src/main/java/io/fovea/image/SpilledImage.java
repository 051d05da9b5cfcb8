package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large image, grey or in colour, that is made some rows at a time from the top, and kept compressed in a temporary file until
 * it is written as a TIFF file in strips, or wanted whole. The temporary file is gone once this is closed, or with the process.
 * Blocks on the disk; not thread-safe.
 */
public final class SpilledImage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpilledImage.class);
    private static final int STRIP_VALUES = 1 << 18;

    private final int width;
    private final int height;
    private final int channels;
    private final Image.Depth depth;
    private final int stripRows;
    private final ByteBuffer strip;
    private final Path file;
    private final FileChannel spilled;
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private long end;
    private int rows;

    /**
     * Nothing yet.
     *
     * @param isColor whether it has red, green and blue, or is grey
     * @throws FoveaException if Java's folder for temporary files takes none
     */
    public SpilledImage(int width, int height, boolean isColor, Image.Depth depth) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        channels = isColor ? 3 : 1;
        stripRows = Math.max(1, Math.min(height, STRIP_VALUES / ArrayLength.of(width, channels)));
        strip = ByteBuffer.allocate(ArrayLength.of(stripRows, ArrayLength.of(width, channels, depth.bytes())))
                .order(ByteOrder.LITTLE_ENDIAN);
        try {
            file = Files.createTempFile("fovea-", ".strips");
            spilled = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new FoveaException(
                    "There can be no temporary file in '" + System.getProperty("java.io.tmpdir")
                            + "', where large results wait until they are whole; make it a folder that can be written, or name"
                            + " another one, -Djava.io.tmpdir=FOLDER, in FOVEA_JAVA_OPTIONS.",
                    e);
        }
    }

    /** Its width in pixels. */
    public int width() {
        return width;
    }

    /** Its height in pixels. */
    public int height() {
        return height;
    }

    /**
     * Adds the next rows.
     *
     * @param next of the same width, channels and depth
     * @throws FoveaException if the disk takes no more
     */
    public void add(Image next) {
        if (next.width() != width || next.channels() != channels || next.depth() != depth) {
            throw new IllegalArgumentException(next + " is no part of it");
        }
        int perRow = width * channels;
        for (int y = 0; y < next.height(); y++) {
            put(next.values(), y * perRow, perRow);
            rows++;
            if (!strip.hasRemaining() || rows == height) {
                spill(Deflated.of(strip.array(), strip.position()));
                strip.clear();
            }
        }
    }

    private void put(Object values, int from, int count) {
        switch (depth) {
            case UINT8 -> strip.put((byte[]) values, from, count);
            case UINT16 -> strip.asShortBuffer().put((short[]) values, from, count);
            case FLOAT32 -> strip.asFloatBuffer().put((float[]) values, from, count);
        }
        if (depth != Image.Depth.UINT8) {
            strip.position(strip.position() + count * depth.bytes());
        }
    }

    private void spill(byte[] packed) {
        try {
            ByteBuffer from = ByteBuffer.wrap(packed);
            while (from.hasRemaining()) {
                spilled.write(from, end + from.position());
            }
        } catch (IOException e) {
            throw DiskFullException.of(file, e)
                    .map(FoveaException.class::cast)
                    .orElseGet(() -> new FoveaException("Cannot write the temporary file '" + file + "'.", e));
        }
        places.add(end);
        lengths.add(packed.length);
        end += packed.length;
    }

    private byte[] read(int index) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(lengths.get(index));
        while (into.hasRemaining()) {
            if (spilled.read(into, places.get(index) + into.position()) < 0) {
                throw new IOException("The temporary file '" + file + "' was cut short.");
            }
        }
        return into.array();
    }

    /**
     * All of it in memory.
     *
     * @throws FoveaException if the temporary file cannot be read any more
     * @throws IllegalStateException if rows are missing
     */
    public Image image() {
        requireAllRows();
        Class<?> type =
                switch (depth) {
                    case UINT8 -> byte.class;
                    case UINT16 -> short.class;
                    case FLOAT32 -> float.class;
                };
        Object values = Array.newInstance(type, ArrayLength.of(width, height, channels));
        int perRow = width * channels;
        try {
            for (int i = 0; i < lengths.size(); i++) {
                int first = i * stripRows;
                int count = Math.min(stripRows, height - first) * perRow;
                ByteBuffer from = ByteBuffer.wrap(Deflated.undone(read(i), count * depth.bytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
                switch (depth) {
                    case UINT8 -> from.get((byte[]) values, first * perRow, count);
                    case UINT16 -> from.asShortBuffer().get((short[]) values, first * perRow, count);
                    case FLOAT32 -> from.asFloatBuffer().get((float[]) values, first * perRow, count);
                }
            }
        } catch (IOException e) {
            throw new FoveaException("Cannot read the temporary file '" + file + "' any more.", e);
        }
        return Image.of(width, height, channels, channels == 3, values);
    }

    /**
     * Gives all rows of a grey image of floats, from the top, each in an array of its own.
     *
     * @throws IOException if the temporary file cannot be read, or {@code sink} fails
     * @throws IllegalStateException if rows are missing
     */
    public void eachRow(ZarrWriter.FloatRowSink sink) throws IOException {
        requireAllRows();
        for (int i = 0; i < lengths.size(); i++) {
            int count = Math.min(stripRows, height - i * stripRows);
            FloatBuffer from = ByteBuffer.wrap(Deflated.undone(read(i), count * width * Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            for (int y = 0; y < count; y++) {
                float[] row = new float[width];
                from.get(row);
                sink.add(row);
            }
        }
    }

    /**
     * Writes a TIFF file, compressed with Deflate; BigTIFF if it has 4 GB.
     *
     * @param out left open
     * @param origin what it was made from, noted in the file; see {@link Origin}
     * @throws IOException if {@code out} takes no more
     * @throws IllegalStateException if rows are missing
     */
    public void writeTo(OutputStream out, String origin) throws IOException {
        requireAllRows();
        PackedStrips strips = new PackedStrips() {
            @Override
            public int count() {
                return lengths.size();
            }

            @Override
            public int length(int index) {
                return lengths.get(index);
            }

            @Override
            public byte[] get(int index) throws IOException {
                return read(index);
            }
        };
        new TiffStrips(width, height, channels, stripRows, 8 * depth.bytes(), strips, Origin.line(origin)).writeTo(out);
    }

    /** Gives the room on the disk back. It can neither be written nor wanted whole any more. */
    @Override
    public void close() {
        try {
            spilled.close();
        } catch (IOException e) {
            LOG.debug("{} was not closed", file, e);
        }
    }

    private void requireAllRows() {
        if (rows != height) {
            throw new IllegalStateException(rows + " rows of " + height);
        }
    }
}
