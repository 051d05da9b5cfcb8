package io.fovea.image;

import io.fovea.ArrayLength;
import java.lang.reflect.Array;

/**
 * A small picture of a large image that comes row by row: each of its pixels is the mean of a square. What is left over at the
 * right and below, less than a square, is not in it. Not thread-safe.
 */
public final class ShrunkRows {
    private final int width;
    private final int height;
    private final int factor;
    private Image band;
    private int filled;
    private Image shrunk;
    private int rows;

    /**
     * Nothing yet.
     *
     * @param side that the picture's longer one has at most, in pixels, where the other one has at least one pixel then
     */
    public ShrunkRows(int width, int height, int side) {
        // Of a very low image there is no square with less than its height.
        factor = Math.min(Math.min(width, height), (Math.max(width, height) + side - 1) / side);
        this.width = Math.max(1, width / factor);
        this.height = Math.max(1, height / factor);
    }

    /** How many pixels of the image a side of a square has. */
    public int factor() {
        return factor;
    }

    /** The width of the picture. */
    public int width() {
        return width;
    }

    /** The height of the picture. */
    public int height() {
        return height;
    }

    /** Adds the next rows of the image. */
    public void add(Image next) {
        for (int y = 0; y < next.height() && rows < height; ) {
            int count = Math.min(factor - filled, next.height() - y);
            if (band == null) {
                band = empty(next, next.width(), factor);
                shrunk = empty(next, width, height);
            }
            int row = next.width() * next.channels();
            System.arraycopy(next.values(), y * row, band.values(), filled * row, count * row);
            y += count;
            filled += count;
            if (filled == factor) {
                addBand();
            }
        }
    }

    private void addBand() {
        int wide = Math.min(width * factor, band.width());
        Image line = band.part(0, 0, wide, factor).resized(width, 1);
        int row = width * line.channels();
        System.arraycopy(line.values(), 0, shrunk.values(), rows * row, row);
        rows++;
        filled = 0;
    }

    private static Image empty(Image like, int width, int height) {
        Class<?> type = like.values().getClass().getComponentType();
        Object values = Array.newInstance(type, ArrayLength.of(width, height, like.channels()));
        return Image.of(width, height, like.channels(), like.isColor(), values);
    }

    /** The picture of all rows. */
    public Image image() {
        return shrunk;
    }
}
