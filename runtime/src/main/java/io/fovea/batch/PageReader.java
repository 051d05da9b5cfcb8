package io.fovea.batch;

import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.Pages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads those pages of files that are meant. */
record PageReader(PageChoice choice) {

    /**
     * A page that was read.
     *
     * @param name what it is called in tables: that of its file, with {@code #} and its number, or its channel, slice and
     *     frame, if it is not the only one
     * @param suffix the same at the end of the file's stem in the names of results
     */
    record Read(String name, String suffix, Image image) {}

    /**
     * The pages of a file, in its order.
     *
     * @throws io.fovea.FoveaException if it cannot be read or lacks a page that is asked for
     */
    List<Read> read(Source source) {
        Path file = source.file();
        try (Pages pages = Pages.open(file)) {
            Hyperstack stack = Hyperstack.of(
                    pages.description(), pages.count(), pages.header(0).channels());
            List<Read> read = new ArrayList<>();
            for (int page : choice.of(file, stack)) {
                String label = stack.label(page);
                String name = source.name() + (label.isEmpty() ? "" : "#" + label);
                read.add(new Read(name, stack.suffix(page), pages.read(page)));
            }
            return read;
        }
    }
}
