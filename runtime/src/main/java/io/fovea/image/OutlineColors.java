package io.fovea.image;

import java.util.Arrays;

/**
 * The colours of outlines: a label's own, unless the image has nearly the same under the line; then the next of the
 * table that can be seen there. Grey images leave every label its own.
 */
final class OutlineColors {

    /** All colours of the table are farther than this from every grey. */
    private static final double NEAR = 40;

    /** What is tried, and then left as it is: a line over all colours can be seen somewhere. */
    private static final int TRIES = 32;

    private final int[] pixels;
    private final long[][] sums;

    /** For labels from 0 to {@code highest}. */
    OutlineColors(int highest) {
        pixels = new int[highest + 1];
        sums = new long[highest + 1][];
    }

    /** Takes notice of a pixel under a label's line. */
    void add(int label, int red, int green, int blue) {
        if (sums[label] == null) {
            sums[label] = new long[3];
        }
        pixels[label]++;
        sums[label][0] += red;
        sums[label][1] += green;
        sums[label][2] += blue;
    }

    /** The colour of every label, {@code 0xRRGGBB}; black for those without a line. */
    int[] choose() {
        int[] colors = new int[pixels.length];
        Arrays.setAll(colors, label -> pixels[label] == 0 ? 0 : choose(label));
        return colors;
    }

    private int choose(int label) {
        double n = pixels[label];
        long[] sum = sums[label];
        Lab under = Lab.of(sum[0] / n, sum[1] / n, sum[2] / n);
        for (int next = label; next < label + TRIES; next++) {
            if (Lab.of(Lut.color(next)).distance(under) > NEAR) {
                return Lut.color(next);
            }
        }
        return Lut.color(label);
    }
}
