package io.fovea.explain.method;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random masks without hard edges: a small grid of cells, kept or not, enlarged linearly to one cell more than the image and
 * cut to its size at a random place (Petsiuk et al., "RISE", 2018). A mask depends on its number and the seed
 * alone.
 *
 * @param cells along each side of the small grid
 * @param kept the share of them, 0..1
 */
record SoftMasks(int width, int height, int cells, double kept, long seed) {
    private static final long APART = 0x9E3779B97F4A7C15L;

    /**
     * What a mask is drawn as.
     *
     * @param grid of the cells, row by row, 1 where one is kept
     * @param right how far the image lies from the left edge of what is enlarged
     * @param down the same from the upper edge
     */
    private record Drawn(float[][] grid, int right, int down) {}

    /**
     * Where the pixels of a row or column lie.
     *
     * @param first the cell before each
     * @param next the cell after it; the same at the edge
     * @param share how far each lies from the first
     */
    private record Places(int[] first, int[] next, float[] share) {}

    /** A mask, row by row, 0..1. */
    float[] mask(int index) {
        Drawn drawn = drawn(index);
        Places across = places(width, drawn.right);
        float[][] rows = new float[cells][width];
        for (int row = 0; row < cells; row++) {
            addRow(drawn.grid[row], across, 1, rows[row]);
        }
        float[] mask = new float[width * height];
        addColumns(rows, places(height, drawn.down), mask);
        return mask;
    }

    /**
     * The sum of the first masks, each times its weight, row by row. As enlarging is linear, whole rows are added before they are
     * enlarged to columns.
     */
    float[] sum(float[] weights) {
        Map<Integer, Places> across = new HashMap<>();
        Map<Integer, float[][]> rowsByDown = new TreeMap<>();
        for (int i = 0; i < weights.length; i++) {
            Drawn drawn = drawn(i);
            Places places = across.computeIfAbsent(drawn.right, shift -> places(width, shift));
            float[][] rows = rowsByDown.computeIfAbsent(drawn.down, shift -> new float[cells][width]);
            for (int row = 0; row < cells; row++) {
                addRow(drawn.grid[row], places, weights[i], rows[row]);
            }
        }
        float[] sum = new float[width * height];
        rowsByDown.forEach((down, rows) -> addColumns(rows, places(height, down), sum));
        return sum;
    }

    private Drawn drawn(int index) {
        Random random = new Random(seed + APART * (index + 1L));
        float[][] grid = new float[cells][cells];
        for (float[] row : grid) {
            for (int x = 0; x < cells; x++) {
                row[x] = random.nextDouble() < kept ? 1 : 0;
            }
        }
        int right = random.nextInt(cell(width));
        return new Drawn(grid, right, random.nextInt(cell(height)));
    }

    private static void addRow(float[] cells, Places places, float weight, float[] row) {
        for (int x = 0; x < row.length; x++) {
            float first = cells[places.first[x]];
            row[x] += weight * (first + places.share[x] * (cells[places.next[x]] - first));
        }
    }

    private void addColumns(float[][] rows, Places places, float[] sum) {
        for (int y = 0; y < height; y++) {
            float[] above = rows[places.first[y]];
            float[] below = rows[places.next[y]];
            float share = places.share[y];
            for (int x = 0; x < width; x++) {
                sum[y * width + x] += above[x] + share * (below[x] - above[x]);
            }
        }
    }

    /** How many pixels a cell is wide, where the cells are as wide as the image. */
    private int cell(int length) {
        return (length + cells - 1) / cells;
    }

    private Places places(int length, int shift) {
        double step = (double) cells / ((cells + 1) * cell(length));
        Places places = new Places(new int[length], new int[length], new float[length]);
        for (int i = 0; i < length; i++) {
            double at = Math.min(cells - 1, Math.max(0, (i + shift + 0.5) * step - 0.5));
            places.first[i] = (int) at;
            places.next[i] = Math.min(cells - 1, places.first[i] + 1);
            places.share[i] = (float) (at - places.first[i]);
        }
        return places;
    }
}
