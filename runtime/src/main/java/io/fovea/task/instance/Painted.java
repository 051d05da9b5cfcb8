package io.fovea.task.instance;

import java.util.Arrays;

/** Pixels of a label image. A pixel belongs to a polygon if its centre, which is at whole numbers, lies inside. */
final class Painted {
    private final int width;
    private final int height;
    private final int[] labels;

    Painted(int width, int height, int[] labels) {
        this.width = width;
        this.height = height;
        this.labels = labels;
    }

    /** Gives the pixels inside a polygon a label, whatever they had. */
    void fill(double[] x, double[] y, int label) {
        double top = Arrays.stream(y).min().orElseThrow();
        double bottom = Arrays.stream(y).max().orElseThrow();
        int last = (int) Math.min(height - 1.0, Math.ceil(bottom));
        double[] crossings = new double[x.length];
        for (int row = (int) Math.max(0, Math.ceil(top)); row <= last; row++) {
            int count = crossings(x, y, row, crossings);
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int from = (int) Math.max(0, Math.ceil(crossings[i]));
                int to = (int) Math.min(width, Math.ceil(crossings[i + 1]));
                if (from < to) {
                    Arrays.fill(labels, row * width + from, row * width + to, label);
                }
            }
        }
    }

    /** Where edges cross a row; a corner on it belongs to the edge that goes down from there. */
    private static int crossings(double[] x, double[] y, int row, double[] into) {
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            int next = i + 1 == x.length ? 0 : i + 1;
            if (y[i] <= row != y[next] <= row) {
                into[count++] = x[i] + (row - y[i]) / (y[next] - y[i]) * (x[next] - x[i]);
            }
        }
        return count;
    }
}
