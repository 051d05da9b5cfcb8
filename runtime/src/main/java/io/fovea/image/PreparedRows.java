package io.fovea.image;

import io.fovea.FoveaException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An image in a file, ready to be given to a model in tiles: as {@link PreparedImage}, with the rows of the last tiles alone in
 * memory. Not thread-safe.
 *
 * <p>Of values that are no numbers (NaN, infinite) the image's least number is seen.
 */
public final class PreparedRows implements TileSource {
    /** As many values are looked at at once where all are. */
    private static final int VALUES_AT_ONCE = 1 << 22;

    private final Preparation preparation;
    private final ImageRows rows;
    private final NumberRange range;
    private final List<Levels> levels;
    private PreparedImage window;
    private int windowTop;

    /**
     * Measures what the whole image must be known for, which reads it once, of floats twice; of 8-bit values that are not
     * stretched nothing. Blocks.
     *
     * @throws FoveaException if the image's channels are not what the model reads, or no value is a number
     * @throws IllegalArgumentException unless the preparation {@link Preparation#isByRows}
     */
    public PreparedRows(Preparation preparation, ImageRows rows) {
        if (!preparation.isByRows()) {
            throw new IllegalArgumentException("Such a preparation needs the image as a whole");
        }
        this.preparation = preparation;
        this.rows = rows;
        this.window = new PreparedImage(preparation, rows.read(0, 1), List.of());
        this.windowTop = 0;
        preparation.require(window.image());
        this.range = range();
        this.levels = preparation.stretches(rows.header().depth()) ? levels() : List.of();
        this.window = new PreparedImage(preparation, finite(window.image()), levels);
    }

    private NumberRange range() {
        NumberRange found = NumberRange.NONE;
        Header header = rows.header();
        if (header.depth() != Image.Depth.FLOAT32) {
            return found;
        }
        for (int top = 0; top < header.height(); top += bandRows()) {
            found = found.with(band(top).floats());
        }
        if (found.isEmpty()) {
            throw new FoveaException(
                    "The image has no value that is a number: all are NaN or infinite; look at how it was" + " made.");
        }
        return found;
    }

    private List<Levels> levels() {
        Header header = rows.header();
        int apart = preparation.stretchesApart() ? header.channels() : 1;
        List<NumberRange> ranges = ranges(apart);
        List<LevelCounts> counts = new ArrayList<>();
        ranges.forEach(each -> counts.add(LevelCounts.of(header.depth(), each)));
        for (int top = 0; top < header.height(); top += bandRows()) {
            Image band = finite(band(top));
            for (int c = 0; c < apart; c++) {
                counts.get(c).add(apart == 1 ? band : band.channel(c));
            }
        }
        return counts.stream().map(preparation::levels).toList();
    }

    /** Of channels that are stretched apart each has its own. */
    private List<NumberRange> ranges(int apart) {
        if (apart == 1 || rows.header().depth() != Image.Depth.FLOAT32) {
            return Collections.nCopies(apart, range);
        }
        List<NumberRange> found = new ArrayList<>(Collections.nCopies(apart, NumberRange.NONE));
        for (int top = 0; top < rows.header().height(); top += bandRows()) {
            Image band = finite(band(top));
            for (int c = 0; c < apart; c++) {
                found.set(c, found.get(c).with(band.channel(c).floats()));
            }
        }
        return found;
    }

    private int bandRows() {
        return Math.max(
                1, VALUES_AT_ONCE / (rows.header().width() * rows.header().channels()));
    }

    private Image band(int top) {
        return rows.read(top, Math.min(bandRows(), height() - top));
    }

    private Image finite(Image image) {
        if (image.depth() != Image.Depth.FLOAT32 || range.isWhole()) {
            return image;
        }
        float[] values = image.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isFinite(values[i]) ? values[i] : range.least();
        }
        return image.with(values);
    }

    @Override
    public int width() {
        return rows.header().width();
    }

    @Override
    public int height() {
        return rows.header().height();
    }

    @Override
    public void fill(int left, int top, int width, int height, FloatBuffer target) {
        if (top != windowTop || height != window.height()) {
            window = new PreparedImage(preparation, window(top, height), levels);
            windowTop = top;
        }
        window.fill(left, 0, width, height, target);
    }

    @Override
    public void restore(int channel, float[] values) {
        window.restore(channel, values);
    }

    @Override
    public boolean restore(int channel, float black, float white, float[] values) {
        return window.restore(channel, black, white, values);
    }

    /** The rows of tiles, those beyond the edges mirrored. */
    private Image window(int top, int height) {
        int[] wanted = new int[height];
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int y = 0; y < height; y++) {
            wanted[y] = PreparedImage.mirrored(top + y, height());
            first = Math.min(first, wanted[y]);
            last = Math.max(last, wanted[y]);
        }
        Image read = finite(rows.read(first, last - first + 1));
        return read.height() == height && wanted[0] == first ? read : read.rows(wanted, first);
    }
}
