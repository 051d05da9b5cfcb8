package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.PageSource;
import io.fovea.image.sample.Picture;
import java.io.IOException;
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
 * <p>Only TIFF and OME-Zarr have more than one. Blocks on the disk; not thread-safe. Holds the file open until closed.
 */
public final class Pages implements AutoCloseable {
    private final Path file;
    private final PageSource source;

    private Pages(Path file, PageSource source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Opens a file and looks through its headers, not its pixels: what is no image, truncated, or of a kind that is not read,
     * is told here; and of any format but TIFF, whose rows may be read by themselves, what is too large for the memory.
     *
     * @throws FoveaException that names the file and says why it is not read
     */
    public static Pages open(Path file) {
        return new Pages(file, guarded(file, () -> Sources.open(file)));
    }

    /** How many there are, at least 1. */
    public int count() {
        return source.count();
    }

    /**
     * Size and kind of a page, known without reading its pixels.
     *
     * @param page from 0
     */
    public Header header(int page) {
        PageSource.Form form = guarded(file, () -> source.form(page));
        return new Header(form.width(), form.height(), form.channels(), form.color(), SampleImages.depth(form.type()));
    }

    /**
     * The pixels of a page, as the eye sees them: palettes are colour (but for those of ImageJ, which only dress grey
     * values up), 0 is black even where the file shows it white, the image is upright, transparency is dropped.
     *
     * @param page from 0
     * @throws FoveaException if they are damaged, of a kind that is not read, or too large for the memory
     */
    public Image read(int page) {
        return guarded(file, () -> {
            Picture picture = source.read(page);
            return SampleImages.image(picture.seen(), picture.isSeenInColor());
        });
    }

    /**
     * A page whose pixels are read row by row, as {@link #read} has them; as long as this is open.
     *
     * @param page from 0
     * @return empty where its format, or how it lies in the file, asks for all of them at once
     */
    public Optional<ImageRows> rows(int page) {
        if (!guarded(file, () -> source.hasRows(page))) {
            return Optional.empty();
        }
        Header header = header(page);
        return Optional.of(new ImageRows() {
            @Override
            public Header header() {
                return header;
            }

            @Override
            public Image read(int top, int rows) {
                return guarded(file, () -> {
                    Picture picture = source.readRows(page, top, rows);
                    return SampleImages.image(picture.seen(), picture.isSeenInColor());
                });
            }
        });
    }

    /**
     * The whole numbers of a page, as a label image or a mask holds them.
     *
     * @param page from 0
     * @throws FoveaException as of {@link #read}, and where {@link IndexImage#read} throws it
     */
    public IndexImage readIndices(int page) {
        return guarded(file, () -> {
            Picture picture = source.read(page);
            if (picture.samples().channels() != 1 && !picture.isSeenInColor()) {
                throw new FormatException("has " + picture.samples().channels()
                        + " channels, and labels have one; save that which holds them by itself");
            }
            if (picture.samples().channels() != 1) {
                throw new FormatException("is " + SampleImages.image(picture.seen(), picture.isSeenInColor())
                        + ", and has no palette whose indices would"
                        + " count as labels; say with a 'colors:' list which colour means which label");
            }
            return IndexImage.of(picture);
        });
    }

    /**
     * What the first page of a TIFF file says of the file (tag 270): ImageJ's {@code key=value} lines, OME-XML, or any
     * other text; empty where there is none.
     */
    public Optional<String> description() {
        return guarded(file, source::description);
    }

    /**
     * How large a pixel is: what OME-XML says, and otherwise what ImageJ takes from a TIFF file; empty where it is not said.
     */
    public Optional<PixelSize> pixelSize() {
        return guarded(file, () -> PixelSizes.of(source.description(), source.resolution()));
    }

    /** How far slices and frames lie apart: what OME-XML or ImageJ's own lines say. */
    public StackScale stackScale() {
        return guarded(file, () -> PixelSizes.stackScale(source.description(), source.resolution()));
    }

    /** What a TIFF file of ImageJ calls its slices, one for each page; empty where it does not name them. */
    public List<String> labels() {
        return guarded(file, source::labels);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new FoveaException("'" + file + "' cannot be closed.", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Makes a sentence of what goes wrong, whatever a file does to a decoder. */
    private static <T> T guarded(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (FormatException e) {
            throw new FoveaException("'" + file + "' " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot read '" + file + "': check that it is a file that you may read, on a disk that works.", e);
        } catch (FoveaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FoveaException("'" + file + "' cannot be decoded: it is damaged.", e);
        } catch (OutOfMemoryError e) {
            throw new FoveaException(
                    "'" + file + "' needs more memory than Java has left; " + HeapLimit.remedy()
                            + ", or cut it into parts.",
                    e);
        }
    }
}
