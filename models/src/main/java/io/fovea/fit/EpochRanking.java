package io.fovea.fit;

import io.fovea.recipe.MonitoredValue;
import java.util.Optional;

/**
 * The value by which epochs are compared. All answers follow from the history, so a resumed training gives the same.
 *
 * @param by the value, which says whether low or high is best
 */
record EpochRanking(MonitoredValue by) {

    /** Whether {@code value} improves on {@code other}; anything improves on what is not a number. */
    boolean isBetter(double value, double other) {
        return by.isBestLow()
                ? value < other || improvesOnNaN(value, other)
                : value > other || improvesOnNaN(value, other);
    }

    /**
     * What an epoch is compared by.
     *
     * @throws io.fovea.FoveaException when it is not measured in this training
     */
    double value(History.Epoch epoch) {
        return epoch.value(by.word());
    }

    private static boolean improvesOnNaN(double value, double other) {
        return Double.isNaN(other) && !Double.isNaN(value);
    }

    /** The first of the best epochs; empty before any, or where the value was never a number. */
    Optional<History.Epoch> best(History history) {
        History.Epoch best = null;
        double value = Double.NaN;
        for (History.Epoch epoch : history.epochs()) {
            if (isBetter(value(epoch), value)) {
                best = epoch;
                value = value(epoch);
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
            if (isBetter(value(epoch), best)) {
                best = value(epoch);
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
