package io.fovea.image;

/**
 * How often an image has which values, counted part by part: exact for 8 and 16 bit, in {@link #BINS} steps for floats, of which
 * infinities and not-a-numbers do not count. Not thread-safe.
 */
final class LevelCounts {
    static final int BINS = 65536;

    private final long[] histogram;
    private final float least;
    private final double step;
    private long count;

    private LevelCounts(int bins, float least, double step) {
        this.histogram = new long[bins];
        this.least = least;
        this.step = step;
    }

    /** Of nothing yet. {@code range} counts for floats alone. */
    static LevelCounts of(Image.Depth depth, NumberRange range) {
        return switch (depth) {
            case UINT8 -> new LevelCounts(256, 0, 1);
            case UINT16 -> new LevelCounts(BINS, 0, 1);
            case FLOAT32 ->
                new LevelCounts(BINS, range.least(), ((double) range.greatest() - range.least()) / (BINS - 1));
        };
    }

    /** Counts all values, whatever their channel. */
    void add(Image image) {
        switch (image.depth()) {
            case UINT8 -> add(image.bytes());
            case UINT16 -> add(image.shorts());
            case FLOAT32 -> add(image.floats());
        }
    }

    private void add(byte[] values) {
        for (byte v : values) {
            histogram[v & 0xff]++;
        }
        count += values.length;
    }

    private void add(short[] values) {
        for (short v : values) {
            histogram[v & 0xffff]++;
        }
        count += values.length;
    }

    private void add(float[] values) {
        for (float v : values) {
            if (Float.isFinite(v)) {
                histogram[step == 0 ? 0 : (int) Math.round((v - least) / step)]++;
                count++;
            }
        }
    }

    /** The values at two percentiles, 0..100; 0 and 0 where nothing was counted. */
    Levels levels(double low, double high) {
        return count == 0 ? new Levels(0, 0) : new Levels(value(low), value(high));
    }

    private float value(double percentile) {
        return (float) (least + step * rank(percentile));
    }

    /** The smallest bin at or below which the given share of the values lies. */
    private int rank(double percentile) {
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
