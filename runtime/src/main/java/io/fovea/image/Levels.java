package io.fovea.image;

/**
 * Two values of an image, such as those at two percentiles, between which it is stretched.
 *
 * @param low becomes 0
 * @param high becomes 255; at least {@code low}
 * @param isClipped whether what lies beyond them becomes 0 or 255, too
 */
record Levels(float low, float high, boolean isClipped) {
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

    /**
     * Such that {@link #apply} takes the mean off and divides by the standard deviation: of all values of an image, its
     * channels together; infinities and not-a-numbers do not count.
     */
    static Levels standardising(Image image) {
        int values = image.width() * image.height() * image.channels();
        double sum = 0;
        double squares = 0;
        int count = 0;
        // About a value of the image, as the squares of far-off numbers would swallow their differences.
        double about = values == 0 ? 0 : number(image, 0);
        about = Double.isFinite(about) ? about : 0;
        for (int i = 0; i < values; i++) {
            double value = number(image, i) - about;
            if (Double.isFinite(value)) {
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / Math.max(1, count);
        double deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
        return new Levels((float) (about + mean), (float) (about + mean + 255 * deviation), false);
    }

    private static double number(Image image, int index) {
        return switch (image.depth()) {
            case UINT8 -> image.bytes()[index] & 0xff;
            case UINT16 -> image.shorts()[index] & 0xffff;
            case FLOAT32 -> image.floats()[index];
        };
    }

    /** The value mapped to 0..255, and clipped there if at all; 0 for an image of one value only and for not-a-number. */
    float apply(float value) {
        float position = (value - low) * gain();
        if (!isClipped) {
            return Float.isNaN(position) ? 0 : position;
        }
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
        return new Levels(rank(histogram, values.length, low), rank(histogram, values.length, high), true);
    }

    private static Levels ofShorts(short[] values, double low, double high) {
        int[] histogram = new int[BINS];
        for (short v : values) {
            histogram[v & 0xffff]++;
        }
        return new Levels(rank(histogram, values.length, low), rank(histogram, values.length, high), true);
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
            return new Levels(0, 0, true);
        }
        double step = ((double) max - min) / (BINS - 1);
        if (step == 0) {
            return new Levels(min, max, true);
        }
        int[] histogram = new int[BINS];
        for (float v : values) {
            if (Float.isFinite(v)) {
                histogram[(int) Math.round((v - min) / step)]++;
            }
        }
        float lowValue = (float) (min + step * rank(histogram, count, low));
        float highValue = (float) (min + step * rank(histogram, count, high));
        return new Levels(lowValue, highValue, true);
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
