package io.fovea.explain.method;

import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Resampling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What counts for a score, place by place, neither cut off at 0 nor scaled.
 * Immutable as long as techniques leave the values that they gave alone.
 */
public final class Attribution {
    private static final double PERCENTILE = 0.995;

    /** Row by row; below 0 where a place speaks against the score. */
    final float[] values;

    private final int width;
    private final int height;

    /**
     * Keeps values.
     *
     * @param width columns of a grid over the model's input
     * @param height rows of the grid
     * @param values row by row; below 0 where a place speaks against the score
     */
    public Attribution(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /** Columns of a grid over the model's input. */
    public int width() {
        return width;
    }

    /** Rows of the grid. */
    public int height() {
        return height;
    }

    /** A copy of the values, row by row. */
    public float[] values() {
        return values.clone();
    }

    /** The highest value, not below 0. */
    public float highest() {
        float highest = 0;
        for (float v : values) {
            highest = Math.max(highest, v);
        }
        return highest;
    }

    /** The highest value but for half a percent of them, not below 0. */
    float highestButOutliers() {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float most = sorted[(int) (PERCENTILE * (sorted.length - 1))];
        return Math.max(0, most > 0 ? most : sorted[sorted.length - 1]);
    }

    /**
     * The values as heat, 0..1; those below 0 become 0.
     *
     * @param ceiling what becomes 1; 0 for no heat anywhere
     */
    public float[] heat(float ceiling) {
        float[] heat = new float[values.length];
        for (int i = 0; i < heat.length && ceiling > 0; i++) {
            heat[i] = Math.min(1, Math.max(0, values[i]) / ceiling);
        }
        return heat;
    }

    /** One as it is; of several the mean of their heat, on the finest of their grids. */
    static Attribution mean(List<Attribution> several) {
        if (several.size() == 1) {
            return several.get(0);
        }
        Attribution finest = several.stream()
                .max(Comparator.comparingInt(one -> one.width * one.height))
                .orElseThrow();
        int width = finest.width;
        int height = finest.height;
        InputFrame grid = InputFrame.of(width, height);
        float[] mean = new float[width * height];
        for (Attribution one : several) {
            float[] fine = Resampling.linear(grid, one.width, one.height).apply(one.heat(one.highest()), 1);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += fine[i] / several.size();
            }
        }
        return new Attribution(width, height, mean);
    }
}
