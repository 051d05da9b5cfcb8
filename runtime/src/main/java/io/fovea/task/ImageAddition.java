package io.fovea.task;

import java.io.IOException;

/** Something that is added to the file of an image itself, where a user asks for it: labels in OME-Zarr. */
@FunctionalInterface
public interface ImageAddition {

    /**
     * Adds it.
     *
     * @param origin the image's name, noted with it
     * @throws IOException if that cannot be done
     */
    void write(String origin) throws IOException;
}
