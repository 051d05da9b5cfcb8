package io.fovea.task;

import java.io.IOException;
import java.io.OutputStream;

/** A file about one image that is no picture, such as the outlines of its objects. */
@FunctionalInterface
public interface ImageDocument {

    /**
     * Writes all bytes, the same every time.
     *
     * @param out left open
     * @param origin the image's name, which the bytes hold as {@link io.fovea.image.Origin} reads it
     * @throws IOException if {@code out} takes no more
     */
    void writeTo(OutputStream out, String origin) throws IOException;

    /** Gives back what it holds outside of Java's memory, of most nothing; it is not written any more. */
    default void close() {}
}
