package io.fovea.fit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ends a training before the epoch that would go beyond its time, if that takes as long as the last one.
 *
 * @param minutes that all epochs may take together, also those before a resumption; empty for any
 */
record TimeLimit(OptionalDouble minutes) {

    private static final double SECONDS = 60;

    /** Why no further epoch follows; empty where one may. */
    Optional<String> reached(History history) {
        List<History.Epoch> epochs = history.epochs();
        if (minutes.isEmpty() || epochs.isEmpty()) {
            return Optional.empty();
        }
        double spent = epochs.stream().mapToDouble(History.Epoch::seconds).sum();
        double next = epochs.get(epochs.size() - 1).seconds();
        double limit = SECONDS * minutes.getAsDouble();
        return spent + next <= limit
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Stopped for time: %d epoch%s took %.1f of the %.1f minutes given, and another would go beyond.",
                        epochs.size(),
                        epochs.size() == 1 ? "" : "s",
                        spent / SECONDS,
                        limit / SECONDS));
    }
}
