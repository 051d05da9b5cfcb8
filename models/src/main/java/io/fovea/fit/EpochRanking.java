package io.fovea.fit;

import java.util.Optional;

/**
 * The value by which epochs are compared. All answers follow from the history, so a resumed training gives the same.
 *
 * @param name a column of the history; losses and errors are best low, all others high
 */
record EpochRanking(String name) {

    /** Whether {@code value} improves on {@code other}; anything improves on what is not a number. */
    boolean isBetter(double value, double other) {
        boolean lowIsBest = name.contains("loss") || name.contains("error");
        return lowIsBest ? value < other || improvesOnNaN(value, other) : value > other || improvesOnNaN(value, other);
    }

    private static boolean improvesOnNaN(double value, double other) {
        return Double.isNaN(other) && !Double.isNaN(value);
    }

    /** The first of the best epochs; empty before any, or where the value was never a number. */
    Optional<History.Epoch> best(History history) {
        History.Epoch best = null;
        double value = Double.NaN;
        for (History.Epoch epoch : history.epochs()) {
            if (isBetter(epoch.value(name), value)) {
                best = epoch;
                value = epoch.value(name);
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many epochs have passed since the best one. */
    int epochsSinceBest(History history) {
        return history.epochs().size() - best(history).map(History.Epoch::epoch).orElse(0);
    }

    /** How often so far {@code patience} epochs in a row brought nothing better; each time counting begins anew. */
    int plateaus(History history, int patience) {
        double best = Double.NaN;
        int waited = 0;
        int plateaus = 0;
        for (History.Epoch epoch : history.epochs()) {
            waited++;
            if (isBetter(epoch.value(name), best)) {
                best = epoch.value(name);
                waited = 0;
            }
            if (waited >= patience) {
                plateaus++;
                waited = 0;
            }
        }
        return plateaus;
    }
}
