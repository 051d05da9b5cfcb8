package io.fovea.image;

import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Planes of float values of one size, whether they are in memory or wait on the disk. */
public interface FloatPlanes {

    /** The width of each in pixels. */
    int width();

    /** The height of each in pixels. */
    int height();

    /** How many there are. */
    int count();

    /**
     * Gives all rows of a plane, from the top, each in an array of its own. May block on the disk.
     *
     * @param plane from 0
     * @throws IOException if the disk, or {@code sink}, fails
     */
    void eachRow(int plane, ZarrWriter.FloatRowSink sink) throws IOException;

    /**
     * Writes a TIFF file of as many pages, which ImageJ opens as a stack as long as it has less than 4 GB.
     *
     * @param out left open
     * @param origin what they were made from, noted in the file; see {@link Origin}
     * @throws io.fovea.FoveaException if the file cannot be so large
     * @throws IOException if {@code out} takes no more
     */
    void writeTo(OutputStream out, String origin) throws IOException;
}
