package io.fovea.image;

/**
 * The values at two percentiles of an image, between which it is stretched.
 *
 * @param low becomes 0
 * @param high becomes 255; at least {@code low}
 */
record Levels(float low, float high) {
    private static final int BINS = 65536;

    /**
     * Measures all values of an image, its channels together so that a stretch keeps its hues. Exact for 8 and 16 bit;
     * within 1/65536 of the range for floats, of which infinities and not-a-numbers do not count.
     *
     * @param lowPercentile 0..100
     * @param highPercentile 0..100
     */
    static Levels of(Image image, double lowPercentile, double highPercentile) {
        return switch (image.depth()) {
            case UINT8 -> ofBytes(image.bytes(), lowPercentile, highPercentile);
            case UINT16 -> ofShorts(image.shorts(), lowPercentile, highPercentile);
            case FLOAT32 -> ofFloats(image.floats(), lowPercentile, highPercentile);
        };
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

    private static Levels ofBytes(byte[] values, double low, double high) {
        int[] histogram = new int[256];
        for (byte v : values) {
            histogram[v & 0xff]++;
        }
        return new Levels(rank(histogram, values.length, low), rank(histogram, values.length, high));
    }

    private static Levels ofShorts(short[] values, double low, double high) {
        int[] histogram = new int[BINS];
        for (short v : values) {
            histogram[v & 0xffff]++;
        }
        return new Levels(rank(histogram, values.length, low), rank(histogram, values.length, high));
    }

    private static Levels ofFloats(float[] values, double low, double high) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int count = 0;
        for (float v : values) {
            if (Float.isFinite(v)) {
                min = Math.min(min, v);
                max = Math.max(max, v);
                count++;
            }
        }
        if (count == 0) {
            return new Levels(0, 0);
        }
        double step = ((double) max - min) / (BINS - 1);
        if (step == 0) {
            return new Levels(min, max);
        }
        int[] histogram = new int[BINS];
        for (float v : values) {
            if (Float.isFinite(v)) {
                histogram[(int) Math.round((v - min) / step)]++;
            }
        }
        float lowValue = (float) (min + step * rank(histogram, count, low));
        float highValue = (float) (min + step * rank(histogram, count, high));
        return new Levels(lowValue, highValue);
    }

    /** The smallest bin at or below which the given share of the values lies. */
    private static int rank(int[] histogram, int count, double percentile) {
        double wanted = Math.max(1, count * percentile / 100);
        long below = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            below += histogram[bin];
            if (below >= wanted) {
                return bin;
            }
        }
        return histogram.length - 1;
    }
}
