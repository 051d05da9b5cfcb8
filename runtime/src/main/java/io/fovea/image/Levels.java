package io.fovea.image;

/**
 * The values at two percentiles of an image, between which it is stretched.
 *
 * @param low becomes 0
 * @param high becomes 255; at least {@code low}
 */
record Levels(float low, float high) {
    /**
     * Measures all values of an image, its channels together so that a stretch keeps its hues. Exact for 8 and 16 bit;
     * within 1/65536 of the range for floats, of which infinities and not-a-numbers do not count.
     *
     * @param lowPercentile 0..100
     * @param highPercentile 0..100
     */
    static Levels of(Image image, double lowPercentile, double highPercentile) {
        ValueRange range =
                image.depth() == Image.Depth.FLOAT32 ? ValueRange.NONE.with(image.floats()) : ValueRange.NONE;
        ValueCounts counts = ValueCounts.of(image.depth(), range);
        counts.add(image);
        return counts.levels(lowPercentile, highPercentile);
    }

    /** The value mapped to 0..255 and clipped there; 0 for an image of one value only and for not-a-number. */
    float apply(float value) {
        float position = (value - low) * gain();
        return position > 0 ? Math.min(position, 255) : 0;
    }

    /** The value that {@link #apply} maps to one in 0..255; beyond that it goes on in the same way. */
    float undo(float position) {
        return high > low ? low + position / gain() : low;
    }

    private float gain() {
        return high > low ? 255 / (high - low) : 0;
    }
}
