package io.fovea.explore;

import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.util.Arrays;

/**
 * The image that excites a channel most, as far as an ascent found it.
 *
 * @param channel its index, from 0
 * @param label of the class; for a layer's channel its index as text
 * @param image 8-bit, grey or RGB as the model takes: {@code (v - mean) / std * 64 + 128}, clipped and cropped
 * @param before the channel's mean activation on the noise that the ascent began with
 * @param after the same on the pattern
 * @param silent whether no gradient led anywhere: nothing near the noise excites the channel, and the image is noise
 */
public record Pattern(int channel, String label, Image image, float before, float after, boolean silent) {
    private static final int SMALLEST_CELL = 112;
    private static final byte PAPER = (byte) 240;
    private static final byte PENCIL = (byte) 160;

    /** The pattern as a grid shows it: magnified if it is small, a crossed-out cell if it is silent. */
    Image cell() {
        Image cell = Grid.magnified(image, Math.max(1, SMALLEST_CELL / Math.max(image.width(), image.height())));
        return silent ? crossedOut(cell.width(), cell.height()) : cell;
    }

    private static Image crossedOut(int width, int height) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, PAPER);
        for (int x = 0; x < width; x++) {
            for (int thick = 0; thick < 2; thick++) {
                int y = Math.min(height - 1, x * height / width + thick);
                pixels[y * width + x] = PENCIL;
                pixels[y * width + width - 1 - x] = PENCIL;
            }
        }
        return Image.gray8(width, height, pixels);
    }
}
