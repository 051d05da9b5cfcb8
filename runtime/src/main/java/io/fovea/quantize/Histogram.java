package io.fovea.quantize;

import java.nio.FloatBuffer;

/** How often which numbers occur in a value, in equal bins over the range that it was told. */
final class Histogram {
    private static final int BINS = 2048;

    private final double low;
    private final double width;
    private final long[] counts = new long[BINS];
    private long total;

    Histogram(ValueRange range) {
        this.low = range.low();
        this.width = Math.max(range.high() - range.low(), Float.MIN_NORMAL) / BINS;
    }

    void add(FloatBuffer values, int size) {
        for (int i = 0; i < size; i++) {
            int bin = (int) ((values.get(i) - low) / width);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        total += size;
    }

    /** All but the {@code share} of the numbers that lie outermost, half of it on each side. */
    ValueRange without(double share) {
        double most = total * share / 2;
        int from = 0;
        for (double left = 0; from < BINS - 1 && left + counts[from] <= most; from++) {
            left += counts[from];
        }
        int to = BINS - 1;
        for (double right = 0; to > from && right + counts[to] <= most; to--) {
            right += counts[to];
        }
        return new ValueRange(from == 0 ? low : low + from * width, low + (to + 1) * width).withZero();
    }

    /** The range under which rounding to 256 steps and cutting off together change the numbers least, in mean squares. */
    ValueRange ofLeastError() {
        ValueRange whole = new ValueRange(low, low + BINS * width).withZero();
        ValueRange best = whole;
        double least = error(whole);
        for (double share = SMALLEST; share < 1; share += STEP) {
            ValueRange range = new ValueRange(whole.low() * share, whole.high() * share);
            double error = error(range);
            if (error < least) {
                least = error;
                best = range;
            }
        }
        return best;
    }

    private static final double SMALLEST = 0.2;
    private static final double STEP = 0.01;

    private double error(ValueRange range) {
        double rounding = range.step() * range.step() / 12;
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            double value = low + (i + 0.5) * width;
            double off = value - Math.max(range.low(), Math.min(range.high(), value));
            sum += counts[i] * (off == 0 ? rounding : off * off);
        }
        return sum;
    }
}
