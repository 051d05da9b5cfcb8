package io.fovea.explore;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.image.ColorBar;
import io.fovea.image.ColorMap;
import io.fovea.image.FloatStack;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one layer makes of an image: a map for each channel.
 *
 * @param layer that made them
 * @param channels the number of maps
 * @param height of each map
 * @param width of each map
 * @param values {@code [channels, height, width]}, from the buffer's index 0; shared, not copied
 */
public record FeatureMaps(ModelLayer layer, int channels, int height, int width, FloatBuffer values) {
    /** As many as the lectures lay side by side. */
    private static final int ACROSS = 16;

    private static final int SMALLEST_CELL = 32;
    private static final int LARGEST_CELL = 192;
    private static final int LARGE = 512;
    private static final int GAP = 12;

    /** Throws an {@link IllegalArgumentException} if the buffer is too small. */
    public FeatureMaps {
        if (values.capacity() < (long) channels * height * width) {
            throw new IllegalArgumentException(
                    values.capacity() + " values for " + channels + " maps of " + width + "x" + height);
        }
    }

    /** Whether layer, sizes and values agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureMaps that
                && layer.equals(that.layer)
                && channels == that.channels
                && height == that.height
                && width == that.width
                && all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return Objects.hash(layer, channels, height, width, all());
    }

    private FloatBuffer all() {
        return values.duplicate().clear().limit(channels * height * width);
    }

    /** Maps of which the values of a pixel lie side by side: {@code [height, width, channels]}. */
    static FeatureMaps channelsLast(ModelLayer layer, int channels, int height, int width, FloatBuffer values) {
        int pixels = height * width;
        float[] planes = new float[pixels * channels];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) {
                planes[c * pixels + i] = values.get(i * channels + c);
            }
        }
        return new FeatureMaps(layer, channels, height, width, FloatBuffer.wrap(planes));
    }

    /** The left and upper share of the maps, without what comes from pixels that only filled an input up. */
    FeatureMaps cropped(double across, double down) {
        int keptWidth = (int) Math.ceil(width * across - 1e-9);
        int keptHeight = (int) Math.ceil(height * down - 1e-9);
        if (keptWidth == width && keptHeight == height) {
            return this;
        }
        float[] kept = new float[channels * keptWidth * keptHeight];
        for (int row = 0; row < channels * keptHeight; row++) {
            int from = (row / keptHeight * height + row % keptHeight) * width;
            values.get(from, kept, row * keptWidth, keptWidth);
        }
        return new FeatureMaps(layer, channels, keptHeight, keptWidth, FloatBuffer.wrap(kept));
    }

    /** A copy of a channel's map, row by row. */
    public float[] channel(int index) {
        float[] map = new float[width * height];
        values.get(index * map.length, map);
        return map;
    }

    /** Whether a channel is 0 everywhere. */
    public boolean isSilent(int index) {
        int size = width * height;
        for (int i = index * size; i < (index + 1) * size; i++) {
            if (values.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many channels are 0 everywhere: this image does not excite them. */
    public int silent() {
        int count = 0;
        for (int c = 0; c < channels; c++) {
            count += isSilent(c) ? 1 : 0;
        }
        return count;
    }

    /** The maps as they are, 32-bit, a page for each channel. */
    public FloatStack stack() {
        List<float[]> planes = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            planes.add(channel(c));
        }
        return new FloatStack(width, height, planes);
    }

    /**
     * All channels as a picture, 16 beside one another: each by itself {@code (v - mean) / std * 64 + 128}, clipped to
     * 0..255, in viridis; a silent channel is all dark. Small maps are magnified, pixel by pixel, large ones shrunk; maps
     * of one pixel are drawn as bars.
     *
     * @return 8-bit RGB
     */
    public Image montage() {
        if (width * height == 1) {
            float[] bars = new float[channels];
            values.get(0, bars);
            return BarPicture.of(bars);
        }
        List<Image> cells = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            cells.add(cell(c));
        }
        return new Grid(ACROSS, 1).of(cells);
    }

    /**
     * One channel by itself, large, in viridis from its lowest value to its highest, with a bar that says which those are.
     * Pixels stay squares; maps of more than 512 pixels are drawn as they are.
     *
     * @param index from 0
     * @return 8-bit RGB
     * @throws FoveaException if there is no such channel
     */
    public Image large(int index) {
        if (index < 0 || index >= channels) {
            throw new FoveaException(
                    "'" + layer.name() + "' has channels 0.." + (channels - 1) + "; there is no " + index + ".");
        }
        float[] map = channel(index);
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : map) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        Image colored = Coloring.VIRIDIS.of(width, height, map, low, high);
        Image drawn = Grid.magnified(colored, Math.max(1, LARGE / Math.max(width, height)));
        return Grid.row(List.of(drawn, ColorBar.of(ColorMap.VIRIDIS, drawn.height(), low, high)), GAP);
    }

    /** One channel as the montage shows it, 8-bit RGB. */
    private Image cell(int index) {
        Image levels = Image.gray8(width, height, LectureContrast.normalised(channel(index)));
        int longer = Math.max(width, height);
        if (longer > LARGEST_CELL) {
            levels = levels.resized(
                    Math.max(1, width * LARGEST_CELL / longer), Math.max(1, height * LARGEST_CELL / longer));
        }
        Image colored = Coloring.VIRIDIS.of(levels.width(), levels.height(), levels.bytes());
        return Grid.magnified(colored, Math.max(1, (SMALLEST_CELL + longer - 1) / longer));
    }
}
