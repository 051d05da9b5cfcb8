package io.fovea.task.instance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What Cellpose learns of drawn objects. */
record Flows(int width, int height, float[] down, float[] across, boolean[] inside) {

    private static Flows empty(int[] labels, int width, int height) {
        boolean[] inside = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            inside[i] = labels[i] > 0;
        }
        return new Flows(width, height, new float[labels.length], new float[labels.length], inside);
    }

    /** Straight to the centre of each, as long as told; 0 at it. */
    static Flows toCentres(List<Ellipse> all, int[] labels, int width, int height, float length) {
        Flows flows = empty(labels, width, height);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                Ellipse ellipse = all.get(labels[i] - 1);
                flows.put(i, ellipse.y() - i / width, ellipse.x() - i % width, length);
            }
        }
        return flows;
    }

    private void put(int pixel, double toDown, double toAcross, float length) {
        double far = Math.hypot(toDown, toAcross);
        down[pixel] = far < 1e-9 ? 0 : (float) (length * toDown / far);
        across[pixel] = far < 1e-9 ? 0 : (float) (length * toAcross / far);
    }

    /**
     * By the gradient of heat that spreads from the pixel that is nearest to the middle of each object, as in Cellpose: each
     * pixel becomes the mean of the nine around it that are of its object, over and over; then the logarithm. Times five.
     */
    static Flows ofHeat(int[] labels, int width, int height) {
        Flows flows = empty(labels, width, height);
        double[] heat = new double[labels.length];
        int[] middles = middles(labels, width);
        for (int step = 0; step < 2 * (width + height); step++) {
            for (int middle : middles) {
                heat[middle]++;
            }
            double[] next = new double[heat.length];
            for (int i = 0; i < heat.length; i++) {
                if (labels[i] > 0) {
                    for (int row = -1; row <= 1; row++) {
                        for (int column = -1; column <= 1; column++) {
                            next[i] += at(heat, labels, i, row * width + column) / 9;
                        }
                    }
                }
            }
            heat = next;
        }
        for (int i = 0; i < heat.length; i++) {
            heat[i] = Math.log(1 + heat[i]);
        }
        for (int i = 0; i < heat.length; i++) {
            if (labels[i] > 0) {
                flows.put(
                        i,
                        at(heat, labels, i, width) - at(heat, labels, i, -width),
                        at(heat, labels, i, 1) - at(heat, labels, i, -1),
                        5);
            }
        }
        return flows;
    }

    private static double at(double[] heat, int[] labels, int pixel, int step) {
        return labels[pixel + step] == labels[pixel] ? heat[pixel + step] : 0;
    }

    private static int[] middles(int[] labels, int width) {
        int count = Arrays.stream(labels).max().orElse(0);
        int[] middles = new int[count];
        for (int label = 1; label <= count; label++) {
            int wanted = label;
            int[] own = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
            int[] xs = Arrays.stream(own).map(i -> i % width).sorted().toArray();
            int[] ys = Arrays.stream(own).map(i -> i / width).sorted().toArray();
            double x = xs[xs.length / 2];
            double y = ys[ys.length / 2];
            middles[label - 1] = Arrays.stream(own)
                    .boxed()
                    .min(Comparator.comparingDouble(i -> Math.hypot(i % width - x, i / width - y)))
                    .orElseThrow();
        }
        return middles;
    }
}
