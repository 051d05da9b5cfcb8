package io.fovea.image;

import java.util.HashMap;
import java.util.Map;

/**
 * The colours of outlines: a label's own, unless the image has nearly the same under the line; then another of the table
 * that can be seen there. Grey images leave every label its own.
 */
final class OutlineColors {

    /** All colours of the table are farther than this from every grey. */
    private static final double NEAR = 40;

    /** What is tried, and then left as it is: a line over all colours can be seen somewhere. */
    private static final int TRIES = 32;

    /** From one try to the next: labels that follow each other lie beside each other, and shall not look alike. */
    private static final int STRIDE = 97;

    private final Map<Integer, Mean> under = new HashMap<>();
    private int last = Integer.MIN_VALUE;
    private Mean lastMean = new Mean();

    /** The mean of the pixels under a line. */
    private static final class Mean {
        private long red;
        private long green;
        private long blue;
        private int pixels;

        Lab lab() {
            double n = pixels;
            return Lab.of(red / n, green / n, blue / n);
        }
    }

    /** Takes notice of a pixel under a label's line, 0..255 each. */
    void add(int label, int red, int green, int blue) {
        // A line goes on for some pixels.
        Mean mean = label == last ? lastMean : under.computeIfAbsent(label, key -> new Mean());
        last = label;
        lastMean = mean;
        mean.red += red;
        mean.green += green;
        mean.blue += blue;
        mean.pixels++;
    }

    /** The colour of every label that has a line, {@code 0xRRGGBB}. */
    Map<Integer, Integer> choose() {
        Map<Integer, Integer> colors = new HashMap<>();
        under.forEach((label, mean) -> colors.put(label, choose(label, mean.lab())));
        return colors;
    }

    private static int choose(int label, Lab under) {
        for (int i = 0; i < TRIES; i++) {
            int color = Lut.color(1 + (label - 1) % Lut.COLORS + i * STRIDE);
            if (Lab.of(color).distance(under) > NEAR) {
                return color;
            }
        }
        return Lut.color(label);
    }
}
