package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Planes of floats of one size, such as the probabilities of classes in a large image, that are made some rows at a time and wait
 * in temporary files, as {@link SpilledImage} does. Blocks on the disk; not thread-safe.
 */
public final class SpilledPlanes implements FloatPlanes, AutoCloseable {
    private final List<SpilledImage> planes = new ArrayList<>();
    private final int width;
    private final int height;

    /**
     * Nothing yet.
     *
     * @throws FoveaException if Java's folder for temporary files takes none
     */
    public SpilledPlanes(int width, int height, int count) {
        this.width = width;
        this.height = height;
        try {
            for (int i = 0; i < count; i++) {
                planes.add(new SpilledImage(width, height, false, Image.Depth.FLOAT32));
            }
        } catch (FoveaException e) {
            close();
            throw e;
        }
    }

    /**
     * Adds the next rows of all planes.
     *
     * @param values by plane, then row by row, at least {@code rows} of them
     * @throws FoveaException if the disk takes no more
     */
    public void add(float[][] values, int rows) {
        for (int i = 0; i < planes.size(); i++) {
            for (int y = 0; y < rows; y++) {
                float[] row = Arrays.copyOfRange(values[i], y * width, (y + 1) * width);
                planes.get(i).add(Image.gray32(width, 1, row));
            }
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int count() {
        return planes.size();
    }

    @Override
    public void eachRow(int plane, ZarrWriter.FloatRowSink sink) throws IOException {
        planes.get(plane).eachRow(sink);
    }

    /** Writes the same file as a {@link FloatStack}; a BigTIFF if it has 4 GB. */
    @Override
    public void writeTo(OutputStream out, String origin) throws IOException {
        TiffStack.ofImageJ(this, Origin.line(origin)).writeTo(out);
    }

    @Override
    public void close() {
        planes.forEach(SpilledImage::close);
    }
}
