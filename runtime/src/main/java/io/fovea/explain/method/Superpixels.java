package io.fovea.explain.method;

import io.fovea.anatomy.PixelGrid;
import io.fovea.session.FloatTensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Pieces of an image of about one size that follow its edges: simple linear iterative clustering (Achanta et al., "SLIC
 * superpixels", 2012) on the values of the model's input, scaled to their range. Pieces are connected.
 *
 * @param labels of the pixels, row by row, from 0
 * @param count how many there are
 */
record Superpixels(int[] labels, int count) {
    private static final int ROUNDS = 8;
    private static final float COMPACTNESS = 0.2f;

    /** Copies the labels. */
    Superpixels {
        labels = labels.clone();
    }

    /**
     * Cuts an image.
     *
     * @param wanted how many pieces, roughly
     */
    static Superpixels of(PixelGrid grid, FloatTensor image, int wanted) {
        return new Clustering(grid, image, wanted).run();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** Clusters of pixels in the making. */
    private static final class Clustering {
        private final int width;
        private final int height;
        private final float[][] values;
        private final int across;
        private final int down;
        private final float[][] centres;
        private final int[] nearest;

        Clustering(PixelGrid grid, FloatTensor image, int wanted) {
            width = grid.width();
            height = grid.height();
            values = scaled(grid, image);
            double side = Math.max(1, Math.sqrt((double) width * height / wanted));
            across = Math.max(1, (int) Math.round(width / side));
            down = Math.max(1, (int) Math.round(height / side));
            centres = new float[across * down][];
            nearest = new int[width * height];
            for (int k = 0; k < centres.length; k++) {
                int x = (int) ((k % across + 0.5) * width / across);
                int y = (int) ((k / across + 0.5) * height / down);
                centres[k] = features(y * width + x);
            }
        }

        private static float[][] scaled(PixelGrid grid, FloatTensor image) {
            float[] all = image.toArray();
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float v : all) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
            float[][] values = new float[grid.channels()][grid.pixels()];
            for (int c = 0; c < values.length; c++) {
                for (int i = 0; i < values[c].length; i++) {
                    values[c][i] = high > low ? (all[grid.at(c, i)] - low) / (high - low) : 0;
                }
            }
            return values;
        }

        /** Colour, then place in units of a piece's side. */
        private float[] features(int pixel) {
            float[] features = new float[values.length + 2];
            for (int c = 0; c < values.length; c++) {
                features[c] = values[c][pixel];
            }
            features[values.length] = (float) across / width * (pixel % width);
            features[values.length + 1] = (float) down / height * (pixel / width);
            return features;
        }

        private float distance(float[] a, float[] b) {
            int c = values.length;
            float color = 0;
            for (int i = 0; i < c; i++) {
                color += (a[i] - b[i]) * (a[i] - b[i]);
            }
            float place = (a[c] - b[c]) * (a[c] - b[c]) + (a[c + 1] - b[c + 1]) * (a[c + 1] - b[c + 1]);
            return color + COMPACTNESS * COMPACTNESS * place;
        }

        Superpixels run() {
            for (int round = 0; round < ROUNDS; round++) {
                assign();
                move();
            }
            return connected();
        }

        /** To the nearest of the pieces around a pixel's own cell. */
        private void assign() {
            for (int i = 0; i < nearest.length; i++) {
                float[] own = features(i);
                int cellX = i % width * across / width;
                int cellY = i / width * down / height;
                float least = Float.POSITIVE_INFINITY;
                for (int y = Math.max(0, cellY - 1); y <= Math.min(down - 1, cellY + 1); y++) {
                    for (int x = Math.max(0, cellX - 1); x <= Math.min(across - 1, cellX + 1); x++) {
                        float distance = distance(own, centres[y * across + x]);
                        if (distance < least) {
                            least = distance;
                            nearest[i] = y * across + x;
                        }
                    }
                }
            }
        }

        private void move() {
            float[][] sums = new float[centres.length][values.length + 2];
            int[] sizes = new int[centres.length];
            for (int i = 0; i < nearest.length; i++) {
                float[] own = features(i);
                sizes[nearest[i]]++;
                for (int f = 0; f < own.length; f++) {
                    sums[nearest[i]][f] += own[f];
                }
            }
            for (int k = 0; k < centres.length; k++) {
                for (int f = 0; f < sums[k].length && sizes[k] > 0; f++) {
                    centres[k][f] = sums[k][f] / sizes[k];
                }
            }
        }

        /** Every connected part is a piece of its own, unless it is small: then it is part of the one before it. */
        private Superpixels connected() {
            int[] labels = new int[nearest.length];
            Arrays.fill(labels, -1);
            int least = Math.max(1, nearest.length / centres.length / 4);
            int count = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] < 0) {
                    int before = i % width > 0 ? labels[i - 1] : i >= width ? labels[i - width] : -1;
                    int size = flood(labels, i, count);
                    if (size < least && before >= 0) {
                        relabel(labels, count, before);
                    } else {
                        count++;
                    }
                }
            }
            return new Superpixels(labels, count);
        }

        private int flood(int[] labels, int from, int label) {
            Deque<Integer> open = new ArrayDeque<>();
            open.push(from);
            labels[from] = label;
            int size = 0;
            while (!open.isEmpty()) {
                int i = open.pop();
                size++;
                int x = i % width;
                int[] around = {
                    x > 0 ? i - 1 : -1,
                    x < width - 1 ? i + 1 : -1,
                    i - width,
                    i + width < labels.length ? i + width : -1
                };
                for (int other : around) {
                    if (other >= 0 && labels[other] < 0 && nearest[other] == nearest[from]) {
                        labels[other] = label;
                        open.push(other);
                    }
                }
            }
            return size;
        }

        private static void relabel(int[] labels, int from, int to) {
            for (int i = 0; i < labels.length; i++) {
                labels[i] = labels[i] == from ? to : labels[i];
            }
        }
    }
}
