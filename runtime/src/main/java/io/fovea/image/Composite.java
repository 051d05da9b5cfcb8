package io.fovea.image;

import io.fovea.ArrayLength;
import java.util.function.IntFunction;

/** Channels that are no colours, for the eye: each in a colour of its own, and their sum, as ImageJ's composites. */
final class Composite {
    /** ImageJ's colours of channels, {@code 0xRRGGBB}; it has seven, others are grey. */
    private static final int[] COLORS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x00ffff, 0xff00ff, 0xffff00};

    private static final int GRAY = 0xffffff;

    private Composite() {}

    /**
     * Red, green and blue, interleaved.
     *
     * @param image of several channels
     * @param low the percentile of a channel that becomes black
     * @param high the percentile of a channel that becomes bright
     */
    static byte[] of(Image image, double low, double high) {
        return of(image, channel -> Levels.of(image.channel(channel), low, high));
    }

    /**
     * The same between levels that are given.
     *
     * @param levels of each channel, by its index
     */
    static byte[] of(Image image, IntFunction<Levels> levels) {
        int channels = image.channels();
        int pixels = image.width() * image.height();
        int[] sums = new int[ArrayLength.of(pixels, 3)];
        for (int c = 0; c < channels; c++) {
            Image channel = image.channel(c);
            Levels own = levels.apply(c);
            int color = c < COLORS.length ? COLORS[c] : GRAY;
            for (int i = 0; i < pixels; i++) {
                int level = Math.round(own.apply(channel.value(i % image.width(), i / image.width(), 0)));
                for (int rgb = 0; rgb < 3; rgb++) {
                    sums[3 * i + rgb] += (color >> 16 - 8 * rgb & 0xff) * level / 255;
                }
            }
        }
        byte[] shown = new byte[sums.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (byte) Math.min(255, sums[i]);
        }
        return shown;
    }
}
