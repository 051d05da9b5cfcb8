package io.fovea.image.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
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

    /** Whether rows of a page can be read by themselves, without memory for the others. */
    default boolean hasRows(int page) throws IOException {
        return false;
    }

    /**
     * Decodes some rows of a page that {@linkplain #hasRows can be read so}.
     *
     * @param top the first one
     * @param rows at least 1, all of the page
     */
    default Picture readRows(int page, int top, int rows) throws IOException {
        throw new UnsupportedOperationException("Pages of this format are read as a whole");
    }

    /** The text that the file says of itself, if its format has one. */
    default Optional<String> description() {
        return Optional.empty();
    }

    /** How many pixels a length holds, as the first page says it. */
    default Optional<Resolution> resolution() throws IOException {
        return Optional.empty();
    }

    /** What the file calls its pages, in order; empty where it does not name them. */
    default List<String> labels() throws IOException {
        return List.of();
    }

    /**
     * What is seen of a page.
     *
     * @param width after it is turned upright
     * @param height after it is turned upright
     * @param channels 1..16
     * @param color whether the channels are red, green and blue
     * @param type of the values
     */
    record Form(int width, int height, int channels, boolean color, SampleType type) {

        /** Grey, or red, green and blue. */
        public static Form of(int width, int height, boolean color, SampleType type) {
            return new Form(width, height, color ? 3 : 1, color, type);
        }
    }

    /**
     * Pixels to a length.
     *
     * @param across above 0
     * @param down above 0
     */
    record Resolution(double across, double down, Per per) {
        /** What lengths are counted in. */
        public enum Per {
            /** The file does not say it. */
            UNKNOWN,
            INCH,
            CENTIMETRE
        }
    }
}
