package io.fovea.task.detect;

import io.fovea.ArrayLength;
import io.fovea.image.Placement;
import java.util.Arrays;
import java.util.List;

/**
 * The masks of boxes in the pixels of an image: what of a sum of planes over the network's input is above one half, linear
 * between the planes' cells, and lies in the box. Where masks overlap, the surer box's counts.
 */
public final class BoxMasks {
    private final int[] labels;
    private final float[] outside;

    private BoxMasks(int pixels) {
        labels = new int[pixels];
        outside = new float[pixels];
        Arrays.fill(outside, 1);
    }

    /** The number of the box for each pixel, from 1, in the order of the boxes, 0 for none; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    /** 1 less the probability that a pixel is of its box, 1 where there is none; a copy. */
    public float[] outside() {
        return outside.clone();
    }

    /**
     * Those of some boxes; a box without prototypes has none.
     *
     * @param boxes in pixels of the image, the surest first
     * @param width of the image
     * @param height of the image
     */
    public static BoxMasks of(List<Box> boxes, int width, int height) {
        BoxMasks masks = new BoxMasks(ArrayLength.of(width, height));
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            if (box.origin().prototypes().isPresent()
                    && box.origin().placement().isPresent()) {
                masks.put(box, i + 1, width, height);
            }
        }
        return masks;
    }

    private void put(Box box, int number, int width, int height) {
        Prototypes prototypes = box.origin().prototypes().orElseThrow();
        Placement placement = box.origin().placement().orElseThrow();
        float[] logits = prototypes.sum(box.origin().further());
        int left = first(box.left());
        int right = Math.min(width, first(box.right()));
        int bottom = Math.min(height, first(box.bottom()));
        double across = (double) prototypes.width() / placement.width();
        double down = (double) prototypes.height() / placement.height();
        for (int y = first(box.top()); y < bottom; y++) {
            double row = placement.inputY(y + 0.5) * down - 0.5;
            for (int x = left; x < right; x++) {
                int at = y * width + x;
                if (labels[at] == 0) {
                    double logit = between(logits, prototypes, placement.inputX(x + 0.5) * across - 0.5, row);
                    if (logit > 0) {
                        labels[at] = number;
                        outside[at] = (float) (1 / (1 + Math.exp(logit)));
                    }
                }
            }
        }
    }

    /** The first pixel whose centre is not before an edge. */
    private static int first(double edge) {
        return Math.max(0, (int) Math.ceil(edge - 0.5));
    }

    /** Linear between the centres of cells; beyond the outer ones the outer values go on. */
    private static double between(float[] values, Prototypes grid, double column, double row) {
        double x = Math.max(0, Math.min(grid.width() - 1, column));
        double y = Math.max(0, Math.min(grid.height() - 1, row));
        int x0 = (int) x;
        int y0 = (int) y;
        int x1 = Math.min(x0 + 1, grid.width() - 1);
        int y1 = Math.min(y0 + 1, grid.height() - 1);
        double fx = x - x0;
        double fy = y - y0;
        double upper = values[y0 * grid.width() + x0] * (1 - fx) + values[y0 * grid.width() + x1] * fx;
        double lower = values[y1 * grid.width() + x0] * (1 - fx) + values[y1 * grid.width() + x1] * fx;
        return upper * (1 - fy) + lower * fy;
    }
}
