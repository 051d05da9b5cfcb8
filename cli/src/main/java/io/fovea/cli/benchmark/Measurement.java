package io.fovea.cli.benchmark;

import java.util.Locale;

/**
 * A line of the table of results.
 *
 * @param what was measured
 * @param unit of all figures
 * @param fovea what Fovea reached
 * @param other what the other side reached
 * @param against who the other side is
 * @param aim what the ratio should be, or an empty text
 */
public record Measurement(String what, String unit, Side fovea, Side other, String against, String aim) {

    /** Fovea's median by the other's. */
    public double ratio() {
        return fovea.median() / other.median();
    }

    /** A figure with three significant digits. */
    public static String figure(double value) {
        int decimals = value == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
