package io.fovea.explain;

import io.fovea.anatomy.Resampling;
import io.fovea.image.ColorMap;
import io.fovea.image.Image;
import io.fovea.image.Overlays;

/**
 * A heat map on the image that it explains, by the arithmetic of F. Chollet, "Deep Learning with Python" (2nd edition,
 * 2021, section 9.4.3): the map becomes 8-bit and takes its colours on its own grid, is brought to the image's size in
 * colour (cubic, as Pillow resizes), is added to the image at 40 %, and the sum is spread over 0..255.
 */
public final class HeatOverlay {
    private static final float STRENGTH = 0.4f;

    private HeatOverlay() {}

    /**
     * Draws a map on its image.
     *
     * @param image any depth; 16 and 32 bit, and dim 8 bit, are stretched between percentiles for show
     * @param map of that image
     * @return 8-bit RGB of the image's size
     */
    public static Image of(Image image, HeatMap map, ColorMap colors) {
        byte[] shown = Overlays.shown(image);
        float[] heat = color(map, colors);
        float[] sum = new float[shown.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = heat[i] * STRENGTH + (shown[i] & 0xff);
        }
        return Image.rgb8(image.width(), image.height(), spread(sum));
    }

    /** The map in colour at the size of the image, 0..255, RGB. */
    private static float[] color(HeatMap map, ColorMap colors) {
        int[] table = colors.table();
        float[] values = map.values();
        float[] grid = new float[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            int color = table[(int) (values[i] * 255)];
            grid[3 * i] = color >> 16 & 0xff;
            grid[3 * i + 1] = color >> 8 & 0xff;
            grid[3 * i + 2] = color & 0xff;
        }
        return Resampling.cubic(map.framing(), map.width(), map.height()).applyToBytes(grid, 3);
    }

    /** From the lowest value as 0 to the highest as 255, cut to whole numbers: what Keras's array_to_img does. */
    private static byte[] spread(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        float range = high - low;
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (range == 0 ? 0 : (values[i] - low) / range * 255);
        }
        return bytes;
    }
}
