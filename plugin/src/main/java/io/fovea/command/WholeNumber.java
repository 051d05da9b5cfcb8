package io.fovea.command;

import io.fovea.FoveaException;

/** The values of keys that count something: macros and dialogs know numbers of one kind alone. */
final class WholeNumber {
    /** Of what has no bound of its own. */
    static final int MOST = 1_000_000;

    private WholeNumber() {}

    /**
     * The value of a key.
     *
     * @throws FoveaException if it is no whole number of {@code least} to {@code most}
     */
    static int of(String key, double value, int least, int most) {
        if (!(value >= least && value <= most) || value != Math.rint(value)) {
            throw new FoveaException(
                    "The key '" + key + "' is a whole number from " + least + " to " + most + ", not " + value + ".");
        }
        return (int) value;
    }
}
