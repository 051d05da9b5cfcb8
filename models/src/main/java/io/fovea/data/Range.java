package io.fovea.data;

import io.fovea.FoveaException;
import java.math.BigDecimal;

/**
 * The numbers that a setting may be. What is not a number is in no range.
 *
 * @param low the smallest of them, or the largest below them
 * @param isAbove whether {@code low} itself is none of them
 * @param high the largest; infinite where any finite number above {@code low} will do
 */
public record Range(double low, boolean isAbove, double high) {

    /** All numbers from {@code low} on. */
    public static Range atLeast(double low) {
        return new Range(low, false, Double.POSITIVE_INFINITY);
    }

    /** All numbers above {@code low}. */
    public static Range above(double low) {
        return new Range(low, true, Double.POSITIVE_INFINITY);
    }

    /** All numbers from {@code low} to {@code high}. */
    public static Range between(double low, double high) {
        return new Range(low, false, high);
    }

    /**
     * The number itself.
     *
     * @param setting what it is, in the word that a user writes
     * @throws FoveaException when it is outside
     */
    public double check(String setting, double value) {
        boolean inside = isAbove ? value > low : value >= low;
        if (!inside || value > high || Double.isInfinite(value)) {
            throw new FoveaException("'" + setting + "' is " + value + "; it must be a number " + this + ".");
        }
        return value;
    }

    /** As {@link #check(String, double)}. */
    public int check(String setting, int value) {
        if (!contains(value)) {
            throw new FoveaException("'" + setting + "' is " + value + "; it must be a whole number " + this + ".");
        }
        return value;
    }

    private boolean contains(int value) {
        return value <= high && (isAbove ? value > low : value >= low);
    }

    /** For example {@code between 0 and 1}. */
    @Override
    public String toString() {
        return Double.isInfinite(high)
                ? (isAbove ? "above " : "from ") + word(low) + (isAbove ? "" : " on")
                : isAbove
                        ? "above " + word(low) + ", up to " + word(high)
                        : "between " + word(low) + " and " + word(high);
    }

    private static String word(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
