package io.fovea.image.zarr;

import io.fovea.AtomicFile;
import io.fovea.image.zarr.ZarrVersion.StoredType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** A plane of an array that is written row by row, in chunks, and the smaller ones below it: half as wide and high each. Not thread-safe. */
final class PyramidLevel {
    /** The sides of chunks: of a plane of 32 bits one has a megabyte. */
    static final int CHUNK = 512;

    private static final int LEVEL = 3;

    private final Path array;
    private final ZarrVersion version;
    private final StoredType type;
    private final int[] before;
    private final int width;
    private final int height;
    private final ByteBuffer band;
    private final Optional<PyramidLevel> next;
    private float[] last = {};
    private int rows;

    /**
     * Nothing yet.
     *
     * @param store the folder of the arrays, which are called 0, 1, ...
     * @param level of this one
     * @param before the place of the plane on the axes before y and x
     */
    PyramidLevel(Path store, int level, ZarrVersion version, StoredType type, int[] before, int width, int height) {
        this.array = store.resolve(String.valueOf(level));
        this.version = version;
        this.type = type;
        this.before = before.clone();
        this.width = width;
        this.height = height;
        int chunkRows = Math.min(CHUNK, height);
        this.band = ByteBuffer.allocate(Math.multiplyExact(chunkRows * type.bytes(), width))
                .order(ByteOrder.LITTLE_ENDIAN);
        this.next = isLast(width, height)
                ? Optional.empty()
                : Optional.of(
                        new PyramidLevel(store, level + 1, version, type, before, (width + 1) / 2, (height + 1) / 2));
    }

    /** Whether there is none below one of this size. */
    static boolean isLast(int width, int height) {
        return Math.max(width, height) <= CHUNK;
    }

    /** Adds the next row of whole numbers; those below have every second. */
    void add(int[] values) throws IOException {
        for (int value : values) {
            put(value);
        }
        if (next.isPresent() && rows % 2 == 0) {
            int[] half = new int[(width + 1) / 2];
            for (int x = 0; x < half.length; x++) {
                half[x] = values[2 * x];
            }
            next.get().add(half);
        }
        end();
    }

    /** Adds the next row of floats; those below have means. */
    void add(float[] values) throws IOException {
        for (float value : values) {
            band.putFloat(value);
        }
        boolean isSecond = rows % 2 == 1;
        if (next.isPresent() && (isSecond || rows == height - 1)) {
            next.get().add(means(isSecond ? last : values, values));
        }
        last = values;
        end();
    }

    private float[] means(float[] upper, float[] lower) {
        float[] half = new float[(width + 1) / 2];
        for (int x = 0; x < half.length; x++) {
            int right = Math.min(2 * x + 1, width - 1);
            half[x] = (upper[2 * x] + upper[right] + lower[2 * x] + lower[right]) / 4;
        }
        return half;
    }

    private void put(int value) {
        switch (type) {
            case UINT8 -> band.put((byte) value);
            case UINT16 -> band.putShort((short) value);
            default -> band.putInt(value);
        }
    }

    private void end() throws IOException {
        rows++;
        if (rows % CHUNK == 0 || rows == height) {
            write((rows - 1) / CHUNK);
            band.clear();
        }
    }

    private void write(int chunkRow) throws IOException {
        int chunkWidth = Math.min(CHUNK, width);
        int chunkHeight = Math.min(CHUNK, height);
        int count = band.position() / (width * type.bytes());
        for (int x = 0; x * chunkWidth < width; x++) {
            byte[] chunk = new byte[chunkWidth * chunkHeight * type.bytes()];
            int columns = Math.min(chunkWidth, width - x * chunkWidth);
            for (int y = 0; y < count; y++) {
                System.arraycopy(
                        band.array(),
                        (y * width + x * chunkWidth) * type.bytes(),
                        chunk,
                        y * chunkWidth * type.bytes(),
                        columns * type.bytes());
            }
            store(chunk, chunkRow, x);
        }
    }

    private void store(byte[] chunk, int y, int x) throws IOException {
        int[] index = Arrays.copyOf(before, before.length + 2);
        index[before.length] = y;
        index[before.length + 1] = x;
        Path file = version.chunk(array, index);
        if (isZero(chunk)) {
            Files.deleteIfExists(file); // as what is missing is 0
            return;
        }
        AtomicFile.write(file, compressed(chunk));
    }

    private static boolean isZero(byte[] bytes) {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] compressed(byte[] chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(chunk.length / 8);
        Deflater deflater = new Deflater(LEVEL);
        try (DeflaterOutputStream out =
                version.isGzip() ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes, deflater)) {
            out.write(chunk);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
