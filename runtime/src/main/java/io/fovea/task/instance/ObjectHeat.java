package io.fovea.task.instance;

import io.fovea.session.Cancellation;
import java.util.Arrays;

/**
 * The flows that an object itself has, as Cellpose learns them (Stringer et al. 2021): the gradient, of length 1, of the logarithm of
 * heat that spreads from the pixel nearest to the median of the object's, each of which becomes the mean of the nine around it, those
 * outside being cold, in twice as many steps as it is wide and high.
 */
final class ObjectHeat {
    private static final int AROUND = 9;
    private static final double LEAST = 1e-20;

    private final int width;
    private final int left;
    private final int top;
    private final int stride;
    private final int rows;
    private final int[] own;

    /** What is done with the flow of a pixel. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes it.
         *
         * @param pixel its place in the image
         * @param down part of a vector of length 1, or of 0 where there is no slope
         * @param across likewise
         */
        void flows(int pixel, double down, double across);
    }

    /**
     * Of the pixels of an object.
     *
     * @param width of the image
     * @param pixels their places in it, in rising order
     */
    ObjectHeat(int width, int[] pixels) {
        this.width = width;
        PixelBox box = PixelBox.around(pixels, width);
        this.left = box.left();
        this.top = box.top();
        this.rows = box.bottom() - top + 3;
        this.stride = box.right() - left + 3;
        this.own = Arrays.stream(pixels)
                .map(i -> (i / width - top + 1) * stride + i % width - left + 1)
                .toArray();
    }

    /**
     * Tells the flow of every pixel, in their order.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    void forEach(Cancellation cancel, Visitor visitor) {
        double[] heat = heat(cancel);
        for (int i : own) {
            double down = heat[i + stride] - heat[i - stride];
            double across = heat[i + 1] - heat[i - 1];
            double length = LEAST + Math.hypot(down, across);
            int pixel = (i / stride - 1 + top) * width + i % stride - 1 + left;
            visitor.flows(pixel, down / length, across / length);
        }
    }

    /** The logarithm of heat within a rim that is cold. */
    private double[] heat(Cancellation cancel) {
        double[] heat = new double[rows * stride];
        double[] next = new double[own.length];
        int middle = middle();
        int steps = 2 * (stride - 3 + rows - 3);
        for (int step = 0; step < steps; step++) {
            cancel.check();
            heat[middle]++;
            for (int k = 0; k < own.length; k++) {
                next[k] = (row(heat, own[k] - stride) + row(heat, own[k]) + row(heat, own[k] + stride)) / AROUND;
            }
            for (int k = 0; k < own.length; k++) {
                heat[own[k]] = next[k];
            }
        }
        for (int i : own) {
            heat[i] = Math.log(1 + heat[i]);
        }
        return heat;
    }

    private static double row(double[] heat, int at) {
        return heat[at - 1] + heat[at] + heat[at + 1];
    }

    /** The pixel nearest to the median of all, the first of equals. */
    private int middle() {
        double x = median(Arrays.stream(own).map(i -> i % stride).toArray());
        double y = median(Arrays.stream(own).map(i -> i / stride).toArray());
        int best = own[0];
        double least = Double.POSITIVE_INFINITY;
        for (int i : own) {
            double far = (i % stride - x) * (i % stride - x) + (i / stride - y) * (i / stride - y);
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    private static double median(int[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2.0;
    }
}
