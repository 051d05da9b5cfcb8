package io.fovea.quantize;

/** Between which numbers the values of a tensor lie. */
record ValueRange(double low, double high) {
    /** As many as eight bits tell apart. */
    static final int STEPS = 255;

    /** Of nothing yet. */
    static final ValueRange NONE = new ValueRange(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** With another's. */
    ValueRange and(ValueRange other) {
        return new ValueRange(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** With zero, which padding is and which has to be met exactly. */
    ValueRange withZero() {
        return new ValueRange(Math.min(0, low), Math.max(0, high));
    }

    /** From one number to the next. */
    float step() {
        double step = (high - low) / STEPS;
        return step > 0 ? (float) step : 1;
    }

    /** The number that zero is, 0..255. */
    int zero() {
        return (int) Math.max(0, Math.min(STEPS, Math.round(-low / step())));
    }
}
