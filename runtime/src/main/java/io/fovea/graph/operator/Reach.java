package io.fovea.graph.operator;

/**
 * Which input pixels a value depends on, along one axis of the image: element {@code i} on pixels from {@code i * spacing
 * + from} to {@code i * spacing + to}.
 *
 * @param spacing of neighbouring elements, in pixels
 * @param from the first pixel of element 0, seen from pixel 0
 * @param to the last pixel of element 0
 * @param side how many pixels an element sees at most. It may be less than from first to last: between its strides a
 *     transposed kernel touches only some of its weights
 */
public record Reach(double spacing, double from, double to, double side) {

    /** Every element is a pixel. */
    public static final Reach PIXEL = new Reach(1, 0, 0, 1);

    /** The whole image, or nobody knows. */
    public static final Reach UNBOUNDED =
            new Reach(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Spacings differ by no more than this where they are the same: thirds come back to wholes with an error. */
    private static final double ALIKE = 1e-9;

    /** Whether this is less than the whole image, and known. */
    public boolean isBounded() {
        return Double.isFinite(from) && Double.isFinite(to);
    }

    /** Whether elements lie as far apart as pixels. */
    public boolean isAsFine() {
        return isAsFineAs(PIXEL);
    }

    private boolean isAsFineAs(Reach other) {
        return Math.abs(spacing - other.spacing) < ALIKE;
    }

    /** What an operator depends on that takes two values element by element. */
    Reach union(Reach other) {
        if (!isAsFineAs(other) || !isBounded() || !other.isBounded()) {
            return UNBOUNDED;
        }
        if (covers(other)) {
            return new Reach(spacing, from, to, Math.max(side, other.side));
        }
        if (other.covers(this)) {
            return other.union(this);
        }
        double first = Math.min(from, other.from);
        double last = Math.max(to, other.to);
        return new Reach(spacing, first, last, last - first + 1);
    }

    private boolean covers(Reach other) {
        return from <= other.from && to >= other.to;
    }

    /**
     * After an operator whose element {@code i} takes elements from {@code i * stride + first} to {@code i * stride +
     * last}, no more than {@code others} besides one.
     */
    Reach window(double stride, double first, double last, double others) {
        return new Reach(spacing * stride, from + first * spacing, to + last * spacing, side + others * spacing);
    }

    /** The wider of two axes. */
    Reach wider(Reach other) {
        return new Reach(
                Math.max(spacing, other.spacing),
                Math.min(from, other.from),
                Math.max(to, other.to),
                Math.max(side, other.side));
    }
}
