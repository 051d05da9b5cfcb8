package io.fovea.explain;

import io.fovea.image.Image;

/**
 * Where a model looks. Immutable and thread-safe.
 *
 * <p>The map lies on the grid of the layer that it explains, which covers the model's input; {@link #heat} puts it back
 * on the image.
 */
public final class HeatMap {
    private final int width;
    private final int height;
    private final float[] raw;
    private final float[] values;
    private final Framing framing;

    /**
     * Scales a map to 0..1.
     *
     * @param raw any values; those below 0 do not count
     * @param ceiling the raw value that becomes 1; 0 for a map that is blank
     */
    HeatMap(int width, int height, float[] raw, float ceiling, Framing framing) {
        this.width = width;
        this.height = height;
        this.raw = raw;
        this.framing = framing;
        this.values = new float[raw.length];
        for (int i = 0; i < raw.length && ceiling > 0; i++) {
            values[i] = Math.min(1, Math.max(0, raw[i]) / ceiling);
        }
    }

    /** A map whose highest value becomes 1. */
    static HeatMap of(int width, int height, float[] raw, Framing framing) {
        return new HeatMap(width, height, raw, Ceilings.highest(raw), framing);
    }

    /** Columns of the grid. */
    public int width() {
        return width;
    }

    /** Rows of the grid. */
    public int height() {
        return height;
    }

    /** Whether there is no heat anywhere. */
    public boolean isBlank() {
        for (float v : values) {
            if (v > 0) {
                return false;
            }
        }
        return true;
    }

    /** The map on its own grid as the method gave it, 32-bit, neither cut off at 0 nor scaled; a copy. */
    public Image raw() {
        return Image.gray32(width, height, raw.clone());
    }

    /** The map on its own grid, 32-bit, 0..1; a copy. */
    public Image grid() {
        return Image.gray32(width, height, values.clone());
    }

    /** The map at the size of the image, 32-bit, 0..1, linear between the centres of the grid's cells. */
    public Image heat() {
        Resampling resampling = Resampling.linear(framing, width, height);
        return Image.gray32(framing.imageWidth(), framing.imageHeight(), resampling.apply(values, 1));
    }

    Framing framing() {
        return framing;
    }

    float[] values() {
        return values;
    }
}
