package io.fovea.explore;

import io.fovea.image.ColorMap;
import io.fovea.image.Image;

/**
 * Numbers as colours.
 *
 * @param table 256 colours, {@code 0xRRGGBB}
 */
record Coloring(int[] table) {
    static final Coloring VIRIDIS = new Coloring(ColorMap.VIRIDIS.table());
    static final Coloring GRAY = between(0x000000, 0x808080, 0xffffff);

    /** Blue below 0, red above, the ends of Moreland (2009), with white in the middle. */
    static final Coloring SIGNED = between(0x3b4cc0, 0xffffff, 0xb40426);

    /** 8-bit levels, row by row, as 8-bit RGB. */
    Image of(int width, int height, byte[] levels) {
        byte[] pixels = new byte[3 * levels.length];
        for (int i = 0; i < levels.length; i++) {
            int color = table[levels[i] & 0xff];
            pixels[3 * i] = (byte) (color >> 16);
            pixels[3 * i + 1] = (byte) (color >> 8);
            pixels[3 * i + 2] = (byte) color;
        }
        return Image.rgb8(width, height, pixels);
    }

    /** Values from {@code low} to {@code high}, clipped there, as 8-bit RGB. */
    Image of(int width, int height, float[] values, float low, float high) {
        double gain = high > low ? 255 / ((double) high - low) : 0;
        byte[] levels = new byte[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(Math.max(0, Math.min(255, (values[i] - low) * gain)));
        }
        return of(width, height, levels);
    }

    private static Coloring between(int low, int middle, int high) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            double position = 2 * i / 255.0;
            int from = position < 1 ? low : middle;
            int to = position < 1 ? middle : high;
            double share = position < 1 ? position : position - 1;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int a = from >> shift & 0xff;
                int b = to >> shift & 0xff;
                table[i] |= (int) Math.round(a + share * (b - a)) << shift;
            }
        }
        return new Coloring(table);
    }
}
