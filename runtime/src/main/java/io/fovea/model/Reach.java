package io.fovea.model;

/**
 * Which input pixels a value depends on, along one axis: element {@code i} on pixels {@code i * spacing + from} to
 * {@code i * spacing + to}.
 */
public record Reach(double spacing, double from, double to) {
    static final Reach PIXEL = new Reach(1, 0, 0);
    static final Reach UNBOUNDED = new Reach(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Whether this is less than the whole image, and known. */
    public boolean isBounded() {
        return Double.isFinite(from) && Double.isFinite(to);
    }

    /** What an operator depends on that takes two values element by element. */
    Reach union(Reach other) {
        if (spacing != other.spacing) {
            return UNBOUNDED;
        }
        return new Reach(spacing, Math.min(from, other.from), Math.max(to, other.to));
    }

    /** After an operator whose element {@code i} takes elements {@code i * stride + first} to {@code i * stride + last}. */
    Reach window(double stride, double first, double last) {
        return new Reach(spacing * stride, from + first * spacing, to + last * spacing);
    }
}
