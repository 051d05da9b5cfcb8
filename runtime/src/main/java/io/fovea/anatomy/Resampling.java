package io.fovea.anatomy;

import io.fovea.ArrayLength;
import java.util.function.IntFunction;

/**
 * From a grid over a model's input to the pixels of the image. Grid cells and pixels are squares with their values at
 * the centre; beyond the outer centres the outer values go on.
 */
public final class Resampling {
    private final Taps across;
    private final Taps down;
    private final int gridWidth;

    /**
     * Which cells make up each pixel along one axis.
     *
     * @param first index of the first cell, by pixel; may lie outside the grid
     * @param weights of the cells from there on, by pixel
     * @param cells how many there are in the grid
     */
    private record Taps(int[] first, float[][] weights, int cells) {
        int cell(int pixel, int tap) {
            return Math.min(cells - 1, Math.max(0, first[pixel] + tap));
        }
    }

    private Resampling(Taps across, Taps down, int gridWidth) {
        this.across = across;
        this.down = down;
        this.gridWidth = gridWidth;
    }

    /** Linear between centres. */
    public static Resampling linear(InputFrame framing, int gridWidth, int gridHeight) {
        return new Resampling(across(framing, gridWidth, 1), down(framing, gridHeight, 1), gridWidth);
    }

    /** Cubic (Keys 1981, a = -0.5), wider where it shrinks: the way Pillow resizes. */
    public static Resampling cubic(InputFrame framing, int gridWidth, int gridHeight) {
        return new Resampling(across(framing, gridWidth, 2), down(framing, gridHeight, 2), gridWidth);
    }

    /** The pixels' values, {@code channels} interleaved. */
    public float[] apply(float[] grid, int channels) {
        return vertical(horizontal(grid, channels), channels);
    }

    /** As {@link #apply}, rounded and clipped to 0..255 after each axis. */
    public float[] applyToBytes(float[] grid, int channels) {
        return bytes(vertical(bytes(horizontal(grid, channels)), channels));
    }

    private static float[] bytes(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(255, Math.max(0, (float) Math.floor(values[i] + 0.5f)));
        }
        return values;
    }

    /** The first row of the grid that a row of pixels needs. */
    public int firstRow(int y) {
        return down.cell(y, 0);
    }

    /** The last row of the grid that a row of pixels needs. */
    public int lastRow(int y) {
        return down.cell(y, down.weights()[y].length - 1);
    }

    /** A row of the grid, brought to the width of the image. */
    public float[] widened(float[] gridRow) {
        return horizontal(gridRow, 1, 1);
    }

    /**
     * A row of pixels, as {@link #apply} has it.
     *
     * @param widened gives rows of the grid, brought to the width of the image
     */
    public float[] row(int y, IntFunction<float[]> widened) {
        float[] pixels = new float[across.first().length];
        float[] weights = down.weights()[y];
        for (int t = 0; t < weights.length; t++) {
            float[] wide = widened.apply(down.cell(y, t));
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] += weights[t] * wide[i];
            }
        }
        return pixels;
    }

    private float[] horizontal(float[] grid, int channels) {
        return horizontal(grid, down.cells(), channels);
    }

    private float[] horizontal(float[] grid, int rows, int channels) {
        int width = across.first().length;
        float[] wide = new float[ArrayLength.of(width, rows, channels)];
        for (int y = 0, out = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                float[] weights = across.weights()[x];
                for (int c = 0; c < channels; c++, out++) {
                    float sum = 0;
                    for (int t = 0; t < weights.length; t++) {
                        sum += weights[t] * grid[(y * gridWidth + across.cell(x, t)) * channels + c];
                    }
                    wide[out] = sum;
                }
            }
        }
        return wide;
    }

    private float[] vertical(float[] wide, int channels) {
        int row = across.first().length * channels;
        int height = down.first().length;
        float[] pixels = new float[ArrayLength.of(row, height)];
        for (int y = 0; y < height; y++) {
            float[] weights = down.weights()[y];
            for (int t = 0; t < weights.length; t++) {
                int from = down.cell(y, t) * row;
                for (int i = 0; i < row; i++) {
                    pixels[y * row + i] += weights[t] * wide[from + i];
                }
            }
        }
        return pixels;
    }

    private static Taps across(InputFrame framing, int cells, int radius) {
        return taps(framing.imageWidth(), framing.startX(cells), framing.stepX(cells), cells, radius);
    }

    private static Taps down(InputFrame framing, int cells, int radius) {
        return taps(framing.imageHeight(), framing.startY(cells), framing.stepY(cells), cells, radius);
    }

    private static Taps taps(int pixels, double start, double step, int cells, int radius) {
        double scale = Math.max(1, step);
        int count = (int) Math.ceil(2 * radius * scale) + 1;
        int[] first = new int[pixels];
        float[][] weights = new float[pixels][count];
        for (int p = 0; p < pixels; p++) {
            double centre = start + (p + 0.5) * step;
            first[p] = (int) Math.floor(centre - radius * scale);
            double sum = 0;
            double[] parts = new double[count];
            for (int t = 0; t < count; t++) {
                int cell = first[p] + t;
                double distance = Math.abs(cell + 0.5 - centre) / scale;
                // A kernel counts only the cells that there are, as Pillow's; a line goes on at the edge.
                boolean counts = radius == 1 || cell >= 0 && cell < cells;
                parts[t] = counts ? kernel(distance, radius) : 0;
                sum += parts[t];
            }
            for (int t = 0; t < count; t++) {
                weights[p][t] = (float) (parts[t] / sum);
            }
        }
        return new Taps(first, weights, cells);
    }

    private static double kernel(double x, int radius) {
        if (radius == 1) {
            return Math.max(0, 1 - x);
        }
        double a = -0.5;
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
