package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Planes of float values of one size, as a TIFF file of several pages (TIFF 6.0) that ImageJ opens as a stack.
 *
 * @param planes each {@code width * height} values, row by row; the arrays are shared, not copied
 */
public record FloatStack(int width, int height, List<float[]> planes) implements FloatPlanes {

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
        stack("").write(file);
    }

    /**
     * Writes the file as {@link #write(Path)} does, with a note in it of what the planes were made from.
     *
     * @param origin the name of an image or a model, which {@link Origin#of} finds again
     */
    public void write(Path file, String origin) {
        stack(Origin.line(origin)).write(file);
    }

    @Override
    public int count() {
        return planes.size();
    }

    @Override
    public void eachRow(int plane, ZarrWriter.FloatRowSink sink) throws IOException {
        float[] values = planes.get(plane);
        for (int y = 0; y < height; y++) {
            sink.add(Arrays.copyOfRange(values, y * width, (y + 1) * width));
        }
    }

    @Override
    public void writeTo(OutputStream out, String origin) throws IOException {
        stack(Origin.line(origin)).writeTo(out);
    }

    private TiffStack stack(String line) {
        return TiffStack.ofImageJ(
                width, height, Image.Depth.FLOAT32, planes, "slices=" + planes.size() + "\nloop=false\n" + line);
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
}
