package io.fovea.explain;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Resampling;
import io.fovea.explain.method.Attribution;
import io.fovea.image.Image;

/**
 * Where a model looks. Immutable and thread-safe.
 *
 * <p>The map lies on the grid of the layer that it explains, which covers the model's input; {@link #heat} puts it back
 * on the image.
 */
public final class HeatMap {
    private final Attribution raw;
    private final float[] values;
    private final InputFrame framing;

    /**
     * Scales an attribution to 0..1.
     *
     * @param ceiling the raw value that becomes 1; 0 for a map that is blank
     */
    HeatMap(Attribution raw, float ceiling, InputFrame framing) {
        this.raw = raw;
        this.values = raw.heat(ceiling);
        this.framing = framing;
    }

    /** A map whose highest value becomes 1. */
    public static HeatMap of(int width, int height, float[] raw, InputFrame framing) {
        Attribution attribution = new Attribution(width, height, raw);
        return new HeatMap(attribution, attribution.highest(), framing);
    }

    /** Columns of the grid. */
    public int width() {
        return raw.width();
    }

    /** Rows of the grid. */
    public int height() {
        return raw.height();
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
        return Image.gray32(width(), height(), raw.values());
    }

    /** The map on its own grid, 32-bit, 0..1; a copy. */
    public Image grid() {
        return Image.gray32(width(), height(), values.clone());
    }

    /** The map at the size of the image, 32-bit, 0..1, linear between the centres of the grid's cells. */
    public Image heat() {
        Resampling resampling = Resampling.linear(framing, width(), height());
        return Image.gray32(framing.imageWidth(), framing.imageHeight(), resampling.apply(values, 1));
    }

    /**
     * How much of what speaks for the score lies in a part of the image, 0..1; no number where nothing speaks for it.
     *
     * @param mask grey, of the image's size, 0 outside
     */
    public double shareWithin(Image mask) {
        float[] positive = raw.values();
        for (int i = 0; i < positive.length; i++) {
            positive[i] = Math.max(0, positive[i]);
        }
        float[] pixels = Resampling.linear(framing, width(), height()).apply(positive, 1);
        double inside = 0;
        double all = 0;
        for (int i = 0; i < pixels.length; i++) {
            all += pixels[i];
            inside += mask.value(i % mask.width(), i / mask.width(), 0) != 0 ? pixels[i] : 0;
        }
        return inside / all;
    }

    /**
     * The map of the model's whole input on a grid of another size, 0..1, linear between the centres of cells.
     *
     * @return row by row
     */
    public float[] on(int columns, int rows) {
        return Resampling.linear(InputFrame.of(columns, rows), width(), height())
                .apply(values, 1);
    }

    InputFrame framing() {
        return framing;
    }

    float[] values() {
        return values;
    }
}
