package io.fovea.image.sample;

import java.util.Arrays;

/**
 * Colours for the numbers 0, 1, 2, ...
 *
 * @param colors {@code 0xRRGGBB}
 */
public record Palette(int[] colors) {
    /** How far the brightness of a table may rise and still be called falling: tables are rounded. */
    private static final double TOLERANCE = 2;

    /** Copies the colours. */
    public Palette {
        colors = colors.clone();
    }

    /**
     * The palette that lies in a file.
     *
     * @param at where the first colour begins
     * @param step bytes from one colour to the next
     * @param blueFirst whether blue comes before green and red
     */
    public static Palette of(byte[] file, int at, int size, int step, boolean blueFirst) {
        int[] colors = new int[Math.max(0, Math.min(size, (file.length - at) / step))];
        for (int i = 0; i < colors.length; i++) {
            int from = at + i * step;
            int first = file[from] & 0xff;
            int last = file[from + 2] & 0xff;
            colors[i] = (blueFirst ? last : first) << 16 | (file[from + 1] & 0xff) << 8 | (blueFirst ? first : last);
        }
        return new Palette(colors);
    }

    /** Whether it has greys only. */
    public boolean isGrey() {
        return Arrays.stream(colors)
                .allMatch(color -> (color >> 16 & 0xff) == (color & 0xff) && (color >> 8 & 0xff) == (color & 0xff));
    }

    /** Whether brightness rises from its first colour to its last: then it only dresses intensities up. */
    public boolean rises() {
        return isMonotone(1);
    }

    /** Whether brightness falls from its first colour to its last, as an inverting table's does. */
    public boolean falls() {
        return isMonotone(-1);
    }

    private boolean isMonotone(int direction) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int color : colors) {
            double luminance =
                    direction * (0.299 * (color >> 16 & 0xff) + 0.587 * (color >> 8 & 0xff) + 0.114 * (color & 0xff));
            if (luminance < highest - TOLERANCE) {
                return false;
            }
            highest = Math.max(highest, luminance);
        }
        return true;
    }

    /** The colours of indices, 8-bit RGB, or 8-bit grey where it has no others; black beyond its end. */
    public Samples applied(Samples indices) {
        int channels = isGrey() ? 1 : 3;
        byte[] source = (byte[]) indices.data();
        byte[] target = new byte[source.length * channels];
        int[] table = Arrays.copyOf(colors, 256);
        for (int i = 0, to = 0; i < source.length; i++) {
            int color = table[source[i] & 0xff];
            if (channels == 3) {
                target[to++] = (byte) (color >> 16);
                target[to++] = (byte) (color >> 8);
            }
            target[to++] = (byte) color;
        }
        return new Samples(indices.width(), indices.height(), channels, SampleType.UINT8, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Palette that && Arrays.equals(colors, that.colors);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(colors);
    }

    /** A copy. */
    @Override
    public int[] colors() {
        return colors.clone();
    }
}
