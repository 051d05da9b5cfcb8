package io.fovea.stroke;

import io.fovea.linear.LinearHead;
import io.fovea.session.FloatTensor;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one tile, each grid at its own resolution.
 *
 * @param grids what the values are
 * @param values of each grid, {@code [channels, height, width]}
 * @param width of the tile in pixels
 * @param height of the tile in pixels
 */
record TileMaps(List<FeatureGrid> grids, List<float[]> values, int width, int height) {

    static TileMaps of(List<FeatureGrid> grids, List<FloatTensor> answers, int width, int height) {
        return new TileMaps(grids, answers.stream().map(FloatTensor::toArray).toList(), width, height);
    }

    /** Writes the features of a pixel of the tile, those of all grids one after the other. */
    void read(int x, int y, float[] into) {
        int feature = 0;
        for (int g = 0; g < grids.size(); g++) {
            FeatureGrid grid = grids.get(g);
            int across = width / grid.spacing();
            int down = height / grid.spacing();
            Linear column = Linear.at(x, grid.spacing(), across);
            Linear row = Linear.at(y, grid.spacing(), down);
            float[] map = values.get(g);
            for (int c = 0; c < grid.channels(); c++) {
                int upper = (c * down + row.first) * across;
                int lower = (c * down + row.second) * across;
                float top = column.between(map[upper + column.first], map[upper + column.second]);
                float bottom = column.between(map[lower + column.first], map[lower + column.second]);
                into[feature++] = row.between(top, bottom);
            }
        }
    }

    /**
     * The scores of a part of the tile. A weighted sum is the same before and after interpolation, so each grid's is taken
     * at its own resolution.
     *
     * @return by class, then row by row
     */
    float[][] scores(LinearHead head, int fromX, int toX, int fromY, int toY) {
        int columns = toX - fromX;
        float[][] scores = new float[head.classes()][columns * (toY - fromY)];
        for (int k = 0; k < scores.length; k++) {
            Arrays.fill(scores[k], head.bias()[k]);
            int feature = 0;
            for (int g = 0; g < grids.size(); g++) {
                float[] sums = sums(g, head.weights(k), feature);
                add(sums, grids.get(g).spacing(), fromX, toX, fromY, toY, scores[k]);
                feature += grids.get(g).channels();
            }
        }
        return scores;
    }

    private float[] sums(int grid, float[] weights, int firstFeature) {
        float[] map = values.get(grid);
        int channels = grids.get(grid).channels();
        int size = map.length / channels;
        float[] sums = new float[size];
        for (int c = 0; c < channels; c++) {
            float weight = weights[firstFeature + c];
            for (int i = 0, from = c * size; i < size; i++, from++) {
                sums[i] += weight * map[from];
            }
        }
        return sums;
    }

    private void add(float[] sums, int spacing, int fromX, int toX, int fromY, int toY, float[] scores) {
        int across = width / spacing;
        int down = height / spacing;
        Linear[] columns = new Linear[toX - fromX];
        for (int x = fromX; x < toX; x++) {
            columns[x - fromX] = Linear.at(x, spacing, across);
        }
        int i = 0;
        for (int y = fromY; y < toY; y++) {
            Linear row = Linear.at(y, spacing, down);
            int upper = row.first * across;
            int lower = row.second * across;
            for (Linear column : columns) {
                float top = column.between(sums[upper + column.first], sums[upper + column.second]);
                float bottom = column.between(sums[lower + column.first], sums[lower + column.second]);
                scores[i++] += row.between(top, bottom);
            }
        }
    }

    /** The place of a pixel between two elements of a grid, as ONNX's Resize takes it: linear, {@code half_pixel}. */
    private record Linear(int first, int second, float share) {
        static Linear at(int pixel, int spacing, int elements) {
            float place = (pixel + 0.5f) / spacing - 0.5f;
            float inside = Math.max(0, Math.min(elements - 1, place));
            int first = (int) inside;
            return new Linear(first, Math.min(first + 1, elements - 1), inside - first);
        }

        float between(float a, float b) {
            return a + share * (b - a);
        }
    }
}
