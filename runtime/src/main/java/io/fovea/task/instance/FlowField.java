package io.fovea.task.instance;

import java.util.Arrays;

/**
 * Where each pixel is drawn to: flows of a Cellpose network (Stringer et al. 2021), 0 where there is no object.
 *
 * @param down rows that a pixel is moved by in a step, row by row
 * @param across columns that it is moved by
 */
record FlowField(int width, int height, float[] down, float[] across) {
    /** Steps after which a pixel is where it is drawn to, as in Cellpose. */
    static final int STEPS = 200;

    private static final int BETWEEN_LOOKS = 8;
    private static final float STILL = 0.125f;

    /** Cellpose's networks give unit vectors times this. */
    private static final float CELLPOSE = 5;

    private static final int SAMPLES = 10_000;

    /**
     * The field of what a network gives, in its own memory.
     *
     * @param inside whether there is an object, row by row
     */
    static FlowField of(int width, int height, float[] down, float[] across, boolean[] inside) {
        float scale = scale(down, across, inside);
        for (int i = 0; i < inside.length; i++) {
            down[i] = inside[i] ? down[i] / scale : 0;
            across[i] = inside[i] ? across[i] / scale : 0;
        }
        return new FlowField(width, height, down, across);
    }

    /** What flows are to be divided by: those of some networks are five times a unit vector, those of others once. */
    private static float scale(float[] down, float[] across, boolean[] inside) {
        int step = Math.max(1, inside.length / (SAMPLES * 10));
        float[] lengths = new float[inside.length / step + 1];
        int count = 0;
        for (int i = 0; i < inside.length; i += step) {
            if (inside[i]) {
                lengths[count++] = (float) Math.hypot(down[i], across[i]);
            }
        }
        Arrays.sort(lengths, 0, count);
        return count > 0 && lengths[count / 2] > CELLPOSE / 2 ? CELLPOSE : 1;
    }

    /**
     * Where a pixel comes to rest: it goes by the flow at its place, interpolated between four pixels, {@link #STEPS} times, or
     * until it has moved less than an eighth of a pixel in 8 steps.
     *
     * @return the index of the pixel that is nearest
     */
    int sink(int startX, int startY) {
        float x = startX;
        float y = startY;
        float earlierX = x;
        float earlierY = y;
        for (int step = 1; step <= STEPS; step++) {
            int left = Math.min((int) x, width - 2);
            int top = Math.min((int) y, height - 2);
            float right = x - left;
            float low = y - top;
            int at = top * width + left;
            float moveX = between(across, at, right, low);
            float moveY = between(down, at, right, low);
            x = Math.max(0, Math.min(width - 1, x + moveX));
            y = Math.max(0, Math.min(height - 1, y + moveY));
            if (step % BETWEEN_LOOKS == 0) {
                if (Math.abs(x - earlierX) + Math.abs(y - earlierY) < STILL) {
                    break;
                }
                earlierX = x;
                earlierY = y;
            }
        }
        return Math.round(y) * width + Math.round(x);
    }

    private float between(float[] values, int at, float right, float low) {
        float above = values[at] + right * (values[at + 1] - values[at]);
        float below = values[at + width] + right * (values[at + width + 1] - values[at + width]);
        return above + low * (below - above);
    }

    /** Whether sizes and flows agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FlowField that
                && width == that.width
                && height == that.height
                && Arrays.equals(down, that.down)
                && Arrays.equals(across, that.across);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(down) + Arrays.hashCode(across);
    }
}
