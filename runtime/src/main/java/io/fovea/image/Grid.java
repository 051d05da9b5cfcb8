package io.fovea.image;

import io.fovea.ArrayLength;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures of equal size beside and below one another, with thin white gaps between them.
 *
 * @param columns how many lie beside one another
 * @param gap white pixels between two pictures
 */
public record Grid(int columns, int gap) {

    /** Checks that there is a column. */
    public Grid {
        if (columns < 1 || gap < 0) {
            throw new IllegalArgumentException("No grid: " + columns + " columns, gaps of " + gap);
        }
    }

    /**
     * Lays pictures out row by row; what the last row lacks stays white.
     *
     * @param cells 8-bit grey or RGB, all of the first one's size
     * @return 8-bit, grey where all pictures are
     */
    public Image of(List<Image> cells) {
        Image first = cells.get(0);
        int across = Math.min(columns, cells.size());
        int down = (cells.size() + columns - 1) / columns;
        int width = across * (first.width() + gap) - gap;
        int height = down * (first.height() + gap) - gap;
        int channels = cells.stream().mapToInt(Image::channels).max().orElse(1);
        byte[] pixels = new byte[ArrayLength.of(width, height, channels)];
        Arrays.fill(pixels, (byte) 255);
        for (int i = 0; i < cells.size(); i++) {
            Image cell = cells.get(i);
            if (cell.width() != first.width() || cell.height() != first.height()) {
                throw new IllegalArgumentException("A cell of " + cell + " among cells of " + first);
            }
            int left = i % columns * (first.width() + gap);
            int top = i / columns * (first.height() + gap);
            paint(cell, pixels, channels, top * width + left, width);
        }
        return channels == 1 ? Image.gray8(width, height, pixels) : Image.rgb8(width, height, pixels);
    }

    private static void paint(Image cell, byte[] pixels, int channels, int start, int width) {
        byte[] from = cell.bytes();
        for (int y = 0; y < cell.height(); y++) {
            int at = channels * (start + y * width);
            if (cell.channels() == channels) {
                System.arraycopy(from, channels * y * cell.width(), pixels, at, channels * cell.width());
                continue;
            }
            for (int x = 0; x < cell.width(); x++) {
                Arrays.fill(pixels, at + 3 * x, at + 3 * x + 3, from[y * cell.width() + x]);
            }
        }
    }

    /**
     * Pictures of any width beside one another, on white.
     *
     * @param panels 8-bit RGB, at least one, all as high as the first
     * @param gap white pixels between two
     * @return 8-bit RGB; the picture itself where it is the only one
     */
    public static Image row(List<Image> panels, int gap) {
        if (panels.size() == 1) {
            return panels.get(0);
        }
        int height = panels.get(0).height();
        int width = gap * (panels.size() - 1)
                + panels.stream().mapToInt(Image::width).sum();
        byte[] pixels = new byte[ArrayLength.of(width, height, 3)];
        Arrays.fill(pixels, (byte) 255);
        int left = 0;
        for (Image panel : panels) {
            int row = 3 * panel.width();
            for (int y = 0; y < height; y++) {
                System.arraycopy(panel.bytes(), y * row, pixels, 3 * (y * width + left), row);
            }
            left += panel.width() + gap;
        }
        return Image.rgb8(width, height, pixels);
    }

    /** A picture grown by repeating every pixel {@code times} times in both directions. */
    public static Image magnified(Image image, int times) {
        if (times == 1) {
            return image;
        }
        int width = image.width() * times;
        int height = image.height() * times;
        int channels = image.channels();
        byte[] from = image.bytes();
        byte[] pixels = new byte[ArrayLength.of(width, height, channels)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = (y / times * image.width() + x / times) * channels;
                System.arraycopy(from, source, pixels, (y * width + x) * channels, channels);
            }
        }
        return Image.of(width, height, channels, image.isColor(), pixels);
    }
}
