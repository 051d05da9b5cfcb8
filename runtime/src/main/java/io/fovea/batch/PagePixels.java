package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.task.LargeImage;
import java.util.Optional;
import java.util.function.Supplier;

/** The pixels of a page: in memory, or of a large one on the disk until somebody needs all of them. Thread-safe. */
final class PagePixels {
    private final int width;
    private final int height;
    private final Optional<LargeImage> large;
    private final Supplier<Image> whole;
    private Optional<Image> image = Optional.empty();

    private PagePixels(int width, int height, Optional<LargeImage> large, Supplier<Image> whole) {
        this.width = width;
        this.height = height;
        this.large = large;
        this.whole = whole;
    }

    /** Those in memory. */
    static PagePixels of(Image image) {
        return new PagePixels(image.width(), image.height(), Optional.empty(), () -> image);
    }

    /** Those on the disk, which {@code whole} reads. */
    static PagePixels of(LargeImage large, Supplier<Image> whole) {
        return new PagePixels(
                large.rows().header().width(), large.rows().header().height(), Optional.of(large), whole);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The rows of a large image; empty of others, and where they cannot be read by themselves. */
    Optional<LargeImage> large() {
        return large;
    }

    /** All of them; of a large image read at the first call, which blocks. */
    synchronized Image image() {
        if (image.isEmpty()) {
            image = Optional.of(whole.get());
        }
        return image.get();
    }
}
