package io.fovea.batch;

import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one page of a file that a command looks at.
 *
 * @param name the file's; for a page of several, with {@code #} and what tells it apart
 * @param stem what results' names begin with
 * @param note what a user should know of which page it is, where more would have been meant
 */
public record OnePage(Source source, String name, String stem, Image image, Optional<String> note) {

    /**
     * Reads a page: the first of those that are meant. Blocks.
     *
     * @throws io.fovea.FoveaException if the file cannot be read or lacks a page that is asked for
     */
    public static OnePage read(Path file, PageChoice choice) {
        Source source = new Source(file, file.getFileName().toString());
        try (FileImages images = FileImages.open(file, choice)) {
            String label = images.label(0);
            Optional<String> note = images.size() == 1
                    ? Optional.empty()
                    : Optional.of("'" + file + "' has " + images.pages() + " pages; this is about page " + label
                            + ". Others are chosen with --channel, --slice and --frame.");
            return new OnePage(
                    source,
                    source.name() + (label.isEmpty() ? "" : "#" + label),
                    source.stem() + images.suffix(0),
                    images.read(0),
                    note);
        }
    }
}
