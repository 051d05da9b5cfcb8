package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.Palette;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.Samples;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture whose pixels are whole numbers that mean something by themselves: the labels of objects, the classes of a
 * mask. Read exactly, whatever the file stores them in: 1, 8, 16, 32 or 64 bit, signed or not, floats that are whole
 * numbers, or a palette, of which the <em>index</em> counts and not the colour.
 *
 * <p>The numbers are those that ImageJ shows for the file. One bit is 0 or 255, and a table that only inverts what is
 * shown (min-is-white) inverts no number: what ImageJ drew with 255 is 255.
 *
 * <p>Immutable and thread-safe as long as nobody writes into the array, which is shared, not copied.
 */
public final class IndexImage {
    private final int width;
    private final int height;
    private final int[] values;
    private final Optional<int[]> palette;

    private IndexImage(int width, int height, int[] values, Optional<int[]> palette) {
        if (width < 1 || height < 1 || (long) width * height != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        this.values = values;
        this.palette = palette;
    }

    /** Numbers row by row from the top. */
    public static IndexImage of(int width, int height, int[] values) {
        return new IndexImage(width, height, values, Optional.empty());
    }

    /**
     * Reads the first page of a file.
     *
     * @throws FoveaException if the file cannot be read as an image, if it is coloured without a palette, or if it holds
     *     numbers that are not whole or are larger than 2,147,483,647
     */
    public static IndexImage read(Path file) {
        try (Pages pages = Pages.open(file)) {
            return pages.readIndices(0);
        }
    }

    static IndexImage of(Picture picture) throws FormatException {
        Samples numbers = picture.numbers();
        return new IndexImage(
                numbers.width(),
                numbers.height(),
                numbers.wholeNumbers(),
                picture.palette().map(Palette::colors));
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** The numbers themselves, not a copy, {@code width * height} row by row from the top. */
    public int[] values() {
        return values;
    }

    /** One number. */
    public int value(int x, int y) {
        return values[y * width + x];
    }

    /** The colours, {@code 0xRRGGBB}, that a palette shows the numbers 0, 1, 2, ... in; empty where the file has none. */
    public Optional<int[]> palette() {
        return palette.map(int[]::clone);
    }

    /** For example {@code 640x480 labels}. */
    @Override
    public String toString() {
        return width + "x" + height + " labels";
    }
}
