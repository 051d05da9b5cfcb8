package io.fovea.batch;

import io.fovea.image.Formats;
import io.fovea.image.Header;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.PixelSize;
import io.fovea.image.StackScale;
import io.fovea.task.LargeImage;
import io.fovea.task.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A file whose images are taken by several threads, one at a time. Holds it open until closed. */
final class OpenFile implements AutoCloseable {
    private final Source source;
    private final InputState state;
    private final FileImages images;
    private final List<String> stems;

    private OpenFile(Source source, InputState state, FileImages images, List<String> stems) {
        this.source = source;
        this.state = state;
        this.images = images;
        this.stems = stems;
    }

    /**
     * Opens a file and looks through its headers.
     *
     * @param state of the file
     * @throws io.fovea.FoveaException if it cannot be read, or lacks a page that is asked for
     */
    static OpenFile open(Source source, InputState state, PageChoice choice, Stems stems) {
        FileImages images = FileImages.open(source.file(), choice);
        try {
            List<String> suffixes =
                    IntStream.range(0, images.size()).mapToObj(images::suffix).toList();
            return new OpenFile(source, state, images, stems.of(source, suffixes));
        } catch (RuntimeException | Error e) {
            images.close();
            throw e;
        }
    }

    /** How many images are meant, at least 1. */
    int size() {
        return images.size();
    }

    Source source() {
        return source;
    }

    /** What an image is called in tables. */
    String name(int page) {
        String label = images.label(page);
        return source.name() + (label.isEmpty() ? "" : "#" + label);
    }

    /** What the names of an image's results begin with. */
    String stem(int page) {
        return stems.get(page);
    }

    /** The stacks whose planes the images are. */
    synchronized List<FileStack> stacks() {
        return images.stacks();
    }

    /** How large a pixel is. */
    synchronized Optional<PixelSize> pixelSize() {
        return images.pixelSize();
    }

    /** How far slices and frames lie apart. */
    synchronized StackScale stackScale() {
        return images.stackScale();
    }

    /** How many values an image has. */
    synchronized double values(int page) {
        return images.values(page);
    }

    /** An image that is so large that it is worked on strip by strip, of which nothing is read; empty of others. */
    synchronized Optional<PageRun.Page> large(int page) {
        return images.large(page).isPresent() ? Optional.of(read(page)) : Optional.empty();
    }

    /**
     * Reads an image.
     *
     * @throws io.fovea.FoveaException if that cannot be done
     */
    PageRun.Page read(int page) {
        String name = name(page);
        PagePixels pixels = pixels(page);
        return new PageRun.Page(
                source, name, stems.get(page), page, images.size(), state, pixels, new Around(page, pixels));
    }

    private synchronized PagePixels pixels(int page) {
        return images.large(page)
                .map(large -> PagePixels.of(shared(large), () -> image(page)))
                .orElseGet(() -> PagePixels.of(image(page)));
    }

    private synchronized Image image(int page) {
        return images.read(page);
    }

    private LargeImage shared(LargeImage large) {
        ImageRows rows = shared(large.rows());
        return new LargeImage(
                rows,
                large.channels().stream()
                        .map(each -> each == large.rows() ? rows : shared(each))
                        .toList(),
                large.isForMemory());
    }

    private ImageRows shared(ImageRows rows) {
        return new ImageRows() {
            @Override
            public Header header() {
                return rows.header();
            }

            @Override
            public Image read(int top, int count) {
                synchronized (OpenFile.this) {
                    return rows.read(top, count);
                }
            }
        };
    }

    @Override
    public synchronized void close() {
        images.close();
    }

    /** Asks the file, as long as it is open. */
    private final class Around implements Surroundings {
        private final int page;
        private final PagePixels pixels;

        Around(int page, PagePixels pixels) {
            this.page = page;
            this.pixels = pixels;
        }

        @Override
        public Optional<PixelSize> pixelSize() {
            synchronized (OpenFile.this) {
                return images.pixelSize();
            }
        }

        @Override
        public List<Image> channels() {
            Image image = pixels.image();
            synchronized (OpenFile.this) {
                return images.channels(page, image);
            }
        }

        @Override
        public Optional<Path> folder() {
            return Formats.isImageFolder(source.file()) ? Optional.of(source.file()) : Optional.empty();
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(source.file());
        }

        @Override
        public String channel() {
            synchronized (OpenFile.this) {
                return images.channel(page);
            }
        }

        @Override
        public StackPlace place() {
            synchronized (OpenFile.this) {
                return images.place(page);
            }
        }
    }
}
