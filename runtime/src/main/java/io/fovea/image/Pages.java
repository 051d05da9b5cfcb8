package io.fovea.image;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pages of an image file, read one by one, so that a stack of thousands need not be in memory at once.
 *
 * <pre>{@code
 * try (Pages pages = Pages.open(file)) {
 *     for (int page = 0; page < pages.count(); page++) {
 *         Image image = pages.read(page);
 *     }
 * }
 * }</pre>
 *
 * <p>Only a TIFF file has more than one. Blocks on the disk; not thread-safe. Holds the file open until closed.
 */
public final class Pages implements AutoCloseable {
    private final Path file;
    private final List<Image> images;
    private final Optional<String> description;

    private Pages(Path file, List<Image> images, Optional<String> description) {
        this.file = file;
        this.images = images;
        this.description = description;
    }

    /**
     * Opens a file and looks through its headers, not its pixels.
     *
     * @throws FoveaException if the file is missing, empty, truncated, no image, or of a kind that is not read
     */
    public static Pages open(Path file) {
        return new Pages(file, ImageFile.readPages(file), ImageFile.description(file));
    }

    /** How many there are, at least 1. */
    public int count() {
        return images.size();
    }

    /**
     * Size and kind of a page, known without reading its pixels.
     *
     * @param page from 0
     */
    public Header header(int page) {
        Image image = images.get(page);
        return new Header(image.width(), image.height(), image.channels(), image.depth());
    }

    /**
     * The pixels of a page.
     *
     * @param page from 0
     * @throws FoveaException if they are damaged, of a kind that is not read, or too large for the memory
     */
    public Image read(int page) {
        return images.get(page);
    }

    /**
     * The whole numbers of a page, as a label image or a mask holds them.
     *
     * @param page from 0
     * @throws FoveaException as of {@link #read}, and where {@link IndexImage#read} throws it
     */
    public IndexImage readIndices(int page) {
        return IndexImage.of(images.get(page), file);
    }

    /**
     * What the first page of a TIFF file says of the file (tag 270): ImageJ's {@code key=value} lines, OME-XML, or any
     * other text; empty where there is none.
     */
    public Optional<String> description() {
        return description;
    }

    @Override
    public void close() {
        // Everything is in memory already.
    }
}
