package io.fovea.image;

import io.fovea.image.sample.Capacity;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Orientation;
import io.fovea.image.sample.PageSource;
import io.fovea.image.sample.Picture;
import java.io.IOException;

/** A file of one page, in memory as it was on disk. */
final class Encoded implements PageSource {
    private final Form form;
    private final Decoder decoder;

    /** Decodes the page. */
    @FunctionalInterface
    interface Decoder {
        Picture decode() throws IOException;
    }

    private Encoded(Form form, Decoder decoder) {
        this.form = form;
        this.decoder = decoder;
    }

    /**
     * A page.
     *
     * @param stored its form as it lies in the file
     * @throws FormatException if it will not fit into memory
     */
    static Encoded of(Form stored, Orientation orientation, Decoder decoder) throws FormatException {
        Capacity.require(
                stored.width(),
                stored.height(),
                stored.channels(),
                stored.type().bytes());
        boolean swaps = orientation.swapsSides();
        return new Encoded(
                new Form(
                        swaps ? stored.height() : stored.width(),
                        swaps ? stored.width() : stored.height(),
                        stored.channels(),
                        stored.color(),
                        stored.type()),
                decoder);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Form form(int page) {
        return form;
    }

    @Override
    public Picture read(int page) throws IOException {
        return decoder.decode();
    }

    @Override
    public void close() {
        // Nothing is open: the file was read whole.
    }
}
