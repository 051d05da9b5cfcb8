package io.fovea.cli.benchmark;

import java.util.Locale;

/**
 * A line of the table of results.
 *
 * @param what was measured
 * @param unit of all figures
 * @param fovea what Fovea reached, or {@link Side#NONE}
 * @param other what the other side reached, or {@link Side#NONE}
 * @param against who the other side is, or why there is none
 * @param aim what the ratio should be, or an empty text
 */
public record Measurement(String what, String unit, Side fovea, Side other, String against, String aim) {

    /** Fovea's median by the other's; no number where one of them was not measured. */
    public double ratio() {
        return fovea.median() / other.median();
    }

    /** A figure with three significant digits; {@code -} for none. */
    public static String figure(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        int decimals = value == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
