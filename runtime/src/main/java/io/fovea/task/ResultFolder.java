package io.fovea.task;

import java.io.IOException;
import java.nio.file.Path;

/** A folder of files about one image that are one result, such as labels in OME-Zarr. */
@FunctionalInterface
public interface ResultFolder {

    /**
     * Writes all files, the same every time.
     *
     * @param folder that is there, and empty
     * @param origin the image's name, which they hold as {@link io.fovea.image.Origin} reads it
     * @throws IOException if that cannot be done
     */
    void writeTo(Path folder, String origin) throws IOException;

    /** Gives back what it holds outside of Java's memory, of most nothing; it is not written any more. */
    default void close() {}
}
