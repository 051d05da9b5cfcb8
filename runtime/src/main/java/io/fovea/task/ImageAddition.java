package io.fovea.task;

import java.io.IOException;

/** Something that is added to the file of an image itself, where a user asks for it: labels in OME-Zarr. */
@FunctionalInterface
public interface ImageAddition {

    /**
     * Adds it.
     *
     * @param origin the image's name, noted with it
     * @param work by what additions of the same work to the same image are known again; what another one added before is replaced
     * @throws IOException if that cannot be done
     */
    void write(String origin, String work) throws IOException;
}
