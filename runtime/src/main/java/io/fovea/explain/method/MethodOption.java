package io.fovea.explain.method;

import io.fovea.FoveaException;
import java.math.BigDecimal;

/**
 * A number that a method can be given.
 *
 * @param name what users call it: one word in lower case
 * @param sentence what it means, with its unit; one line, without a full stop
 * @param usual what it is where nothing else is asked for
 * @param low the least that it can be
 * @param high the most that it can be
 * @param isWhole whether it is a whole number
 */
public record MethodOption(String name, String sentence, double usual, double low, double high, boolean isWhole) {

    /** A whole number, such as a count. */
    static MethodOption whole(String name, int usual, int low, int high, String sentence) {
        return new MethodOption(name, sentence, usual, low, high, true);
    }

    /** A real number, such as a share. */
    static MethodOption real(String name, double usual, double low, double high, String sentence) {
        return new MethodOption(name, sentence, usual, low, high, false);
    }

    /**
     * A value as users type it.
     *
     * @throws FoveaException if it is no number, or out of range
     */
    double parse(String text) {
        try {
            return checked(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            throw refused(text.strip(), e);
        }
    }

    /**
     * The value itself.
     *
     * @throws FoveaException if it is out of range
     */
    double checked(double value) {
        boolean inside = value >= low && value <= high;
        if (!inside || isWhole && value != Math.rint(value)) {
            throw refused(text(value), null);
        }
        return value;
    }

    private FoveaException refused(String given, Throwable cause) {
        return new FoveaException(
                "The option '" + name + "' is a " + (isWhole ? "whole number" : "number") + " from " + text(low)
                        + " to " + text(high) + ", " + sentence + "; it is '" + given + "'.",
                cause);
    }

    /** A value in as few digits as say it. */
    static String text(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /** Name, usual value and range: {@code copies=25 (1 to 1000)}. */
    @Override
    public String toString() {
        return name + "=" + text(usual) + " (" + text(low) + " to " + text(high) + ")";
    }
}
