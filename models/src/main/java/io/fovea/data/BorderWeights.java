package io.fovea.data;

import io.fovea.image.Distances;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.opencv.core.Rect;

/**
 * How much more the gaps between objects count (Ronneberger et al., U-Net, 2015): a pixel of the background
 * {@code 1 + height * exp(-(d1 + d2)^2 / (2 reach^2))}, where {@code d1} and {@code d2} are its distances in pixels to the
 * nearest object and to the next one; every other pixel 1.
 *
 * @param height how much more a gap of nothing would count; 10 in the paper; 0 for none
 * @param reach in pixels, over which it falls; 5 in the paper; above 0
 */
public record BorderWeights(double height, double reach) {

    /** Every pixel counts alike. */
    public static final BorderWeights NONE = new BorderWeights(0, 5);

    /** So many times the reach away, a weight differs from 1 by less than a thousandth of the height. */
    private static final int FARTHEST = 4;

    private static final int FAR = 255;

    /** Refuses what makes no sense. */
    public BorderWeights {
        Range.atLeast(0).check("borderWeight", height);
        Range.above(0).check("borderReach", reach);
    }

    /** Whether any pixel counts more. */
    public boolean isOn() {
        return height > 0;
    }

    /**
     * The weights of all pixels.
     *
     * @return row by row, as many as labels
     */
    public float[] of(Target.Instances instances) {
        float[] nearest = new float[instances.labels().length];
        float[] next = new float[nearest.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        Arrays.fill(next, Float.POSITIVE_INFINITY);
        windows(instances).forEach((label, window) -> measure(instances, label, window, nearest, next));
        float[] weights = new float[nearest.length];
        for (int i = 0; i < weights.length; i++) {
            double distance = (double) nearest[i] + next[i];
            weights[i] = instances.labels()[i] != 0
                    ? 1
                    : (float) (1 + height * Math.exp(-distance * distance / (2 * reach * reach)));
        }
        return weights;
    }

    /** Where each object lies, with all around it that is near enough. */
    private Map<Short, Rect> windows(Target.Instances instances) {
        Map<Short, int[]> boxes = new TreeMap<>();
        int width = instances.width();
        for (int i = 0; i < instances.labels().length; i++) {
            short label = instances.labels()[i];
            if (label != 0) {
                int x = i % width;
                int y = i / width;
                int[] box = boxes.computeIfAbsent(label, any -> new int[] {x, y, x, y});
                box[0] = Math.min(box[0], x);
                box[2] = Math.max(box[2], x);
                box[3] = y;
            }
        }
        int margin = (int) Math.ceil(FARTHEST * reach);
        Map<Short, Rect> windows = new TreeMap<>();
        boxes.forEach((label, box) -> {
            int left = Math.max(0, box[0] - margin);
            int top = Math.max(0, box[1] - margin);
            int right = Math.min(width, box[2] + margin + 1);
            int bottom = Math.min(instances.height(), box[3] + margin + 1);
            windows.put(label, new Rect(left, top, right - left, bottom - top));
        });
        return windows;
    }

    private static void measure(Target.Instances instances, short label, Rect window, float[] nearest, float[] next) {
        byte[] others = new byte[window.width * window.height];
        for (int i = 0; i < others.length; i++) {
            others[i] = (byte) (instances.labels()[place(instances, window, i)] == label ? 0 : FAR);
        }
        float[] found = Distances.toZero(window.width, window.height, others);
        for (int i = 0; i < found.length; i++) {
            int at = place(instances, window, i);
            next[at] = Math.min(next[at], Math.max(nearest[at], found[i]));
            nearest[at] = Math.min(nearest[at], found[i]);
        }
    }

    private static int place(Target.Instances instances, Rect window, int i) {
        return (window.y + i / window.width) * instances.width() + window.x + i % window.width;
    }
}
