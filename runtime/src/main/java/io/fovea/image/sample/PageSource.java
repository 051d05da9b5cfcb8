package io.fovea.image.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** An open file of one or more pages. Not thread-safe. */
public interface PageSource extends Closeable {

    /** At least 1. */
    int count();

    /**
     * What a page will be, without decoding it.
     *
     * @param page from 0
     */
    Form form(int page) throws IOException;

    /** Decodes a page. */
    Picture read(int page) throws IOException;

    /** The text that the file says of itself, if its format has one. */
    default Optional<String> description() {
        return Optional.empty();
    }

    /**
     * What is seen of a page.
     *
     * @param width after it is turned upright
     * @param height after it is turned upright
     * @param channels 1 or 3
     * @param type of the values
     */
    record Form(int width, int height, int channels, SampleType type) {}
}
