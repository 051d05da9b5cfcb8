package io.fovea.task.instance;

import io.fovea.session.Cancellation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far the flows of a network are from those that objects themselves have, by which Cellpose tells what is none (Stringer et al.
 * 2021, its {@code flow_error}): the mean over an object's pixels of the squared difference of both components of unit vectors. 0 are
 * flows that agree, 2 are those that have nothing to do with the object, 4 point the other way.
 *
 * <p>The flows of an object are the gradient of the logarithm of heat that spreads from the pixel nearest to the median of its pixels,
 * each of which becomes the mean of the nine around it, those outside being cold, in twice as many steps as it is wide and high.
 */
final class FlowErrors {
    private static final int AROUND = 9;
    private static final double LEAST = 1e-20;

    private final FlowField field;
    private final int left;
    private final int top;
    private final int stride;
    private final int rows;
    private final int[] own;

    /**
     * Of the pixels of an object.
     *
     * @param pixels their places in the image, in rising order
     */
    private FlowErrors(FlowField field, int[] pixels) {
        int width = field.width();
        this.field = field;
        this.left = Arrays.stream(pixels).map(i -> i % width).min().orElse(0);
        this.top = pixels[0] / width;
        int right = Arrays.stream(pixels).map(i -> i % width).max().orElse(0);
        this.rows = pixels[pixels.length - 1] / width - top + 3;
        this.stride = right - left + 3;
        this.own = Arrays.stream(pixels)
                .map(i -> (i / width - top + 1) * stride + i % width - left + 1)
                .toArray();
    }

    /**
     * The errors of all objects by their number; 0 at 0 and of numbers that none has. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    static double[] of(FlowField field, int[] labels, Cancellation cancel) {
        int[] area = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            area[label]++;
        }
        area[0] = 0;
        int[][] pixels = Arrays.stream(area).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[area.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                pixels[labels[i]][filled[labels[i]]++] = i;
            }
        }
        double[] errors = new double[area.length];
        IntStream.range(1, area.length)
                .parallel()
                .filter(label -> area[label] > 0)
                .forEach(label -> {
                    cancel.check();
                    errors[label] = new FlowErrors(field, pixels[label]).error(cancel);
                });
        return errors;
    }

    private double error(Cancellation cancel) {
        double[] heat = heat(cancel);
        double sum = 0;
        for (int i : own) {
            double down = heat[i + stride] - heat[i - stride];
            double across = heat[i + 1] - heat[i - 1];
            double length = LEAST + Math.hypot(down, across);
            int pixel = (i / stride - 1 + top) * field.width() + i % stride - 1 + left;
            double offDown = down / length - field.down()[pixel];
            double offAcross = across / length - field.across()[pixel];
            sum += offDown * offDown + offAcross * offAcross;
        }
        return sum / own.length;
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
