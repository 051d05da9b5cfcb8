package io.fovea.task;

/**
 * The insides of objects: hills in the probability of foreground that a valley of {@link #DEPTH} parts.
 *
 * <p>A watershed by dynamics (Grimaud, 1992): the pixels that are not background are flooded from the most probable
 * foreground down. Where two hills meet, they stay apart if both rise by {@link #DEPTH} above the place, and are one
 * otherwise. So two objects part that a contour all but parts, and a contour that the model hardly believes in cuts no
 * object in two. Pixels touch by an edge, because a contour of one pixel's width may run diagonally, and must keep apart
 * what it separates.
 *
 * <p>The probability counts in 255 steps; every step of the work is linear in the number of pixels.
 */
final class Seeds {

    /**
     * Chosen on the 451 images that the shipped model of nuclei learned from or was chosen by: there it reaches an average
     * precision of 0.818, where connected foreground alone reaches 0.798. All from 0.25 to 0.4 are within 0.003 of that.
     */
    private static final float DEPTH = 0.35f;

    private static final int STEPS = 255;
    private static final int VALLEY = Math.round(DEPTH * STEPS);

    private final byte[] classes;
    private final float[] foreground;
    private final int width;
    private final int[] hills;
    private final JoinedHills known = new JoinedHills();

    private Seeds(byte[] classes, float[] foreground, int width, int[] hills) {
        this.classes = classes;
        this.foreground = foreground;
        this.width = width;
        this.hills = hills;
    }

    /**
     * Labels the foreground of each hill; the contour stays 0.
     *
     * @param classes foreground, background or contour, row by row
     * @param foreground its probability, 0..1
     * @param labels zeros; receives the numbers
     * @return the highest number; some may have no pixels
     */
    static int label(byte[] classes, float[] foreground, int width, int[] labels) {
        Seeds seeds = new Seeds(classes, foreground, width, labels);
        seeds.flood(seeds.descending());
        return seeds.settle();
    }

    private int level(int pixel) {
        return Math.round(Math.min(1, Math.max(0, foreground[pixel])) * STEPS);
    }

    /** The pixels that are not background, the most probable foreground first; equals in their own order. */
    private int[] descending() {
        int[] next = new int[STEPS + 2];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != TrimapInstances.BACKGROUND) {
                next[STEPS - level(i) + 1]++;
            }
        }
        for (int i = 0; i <= STEPS; i++) {
            next[i + 1] += next[i];
        }
        int[] order = new int[next[STEPS + 1]];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != TrimapInstances.BACKGROUND) {
                order[next[STEPS - level(i)]++] = i;
            }
        }
        return order;
    }

    private void flood(int[] order) {
        for (int pixel : order) {
            int level = level(pixel);
            int x = pixel % width;
            int hill = 0;
            hill = x > 0 ? meet(hill, pixel - 1, level) : hill;
            hill = x < width - 1 ? meet(hill, pixel + 1, level) : hill;
            hill = pixel >= width ? meet(hill, pixel - width, level) : hill;
            hill = pixel < classes.length - width ? meet(hill, pixel + width, level) : hill;
            hills[pixel] = hill == 0 ? known.add(level) : hill;
        }
    }

    /** The hill of a pixel that so far belongs to {@code hill}, none if 0, after a look at one of its neighbours. */
    private int meet(int hill, int neighbour, int level) {
        if (hills[neighbour] == 0) {
            return hill;
        }
        int other = known.root(hills[neighbour]);
        if (hill == 0 || other == hill) {
            return other;
        }
        int higher = known.peak(other) > known.peak(hill) ? other : hill;
        int lower = higher == hill ? other : hill;
        if (known.peak(lower) - level < VALLEY) {
            known.join(lower, higher);
        }
        return higher;
    }

    private int settle() {
        for (int i = 0; i < hills.length; i++) {
            hills[i] = classes[i] == TrimapInstances.FOREGROUND ? known.root(hills[i]) : 0;
        }
        return known.count();
    }
}
