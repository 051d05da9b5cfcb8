package io.fovea.quantize;

/** How the range of a value is found from what it is on images. */
public enum Calibration {
    /** The least and the greatest number that occurred. */
    EXTREMES {
        @Override
        ValueRange range(Histogram histogram) {
            return histogram.without(0);
        }
    },
    /** All but the outermost 0.01% of the numbers. */
    PERCENTILE {
        @Override
        ValueRange range(Histogram histogram) {
            return histogram.without(OUTERMOST);
        }
    },
    /** Those between which rounding and cutting off together change the numbers least. */
    ERROR {
        @Override
        ValueRange range(Histogram histogram) {
            return histogram.ofLeastError();
        }
    };

    private static final double OUTERMOST = 1e-4;

    abstract ValueRange range(Histogram histogram);
}
