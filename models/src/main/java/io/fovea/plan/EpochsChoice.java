package io.fovea.plan;

import io.fovea.report.Durations;
import java.time.Duration;
import java.util.List;

/** How many epochs fit into the time that is left. */
final class EpochsChoice {
    /** More bring nothing that the best epoch would not have. */
    private static final int MOST = 200;

    /** What an example costs without gradients, of what it costs with them. */
    private static final double WITHOUT_GRADIENTS = 1 / 3.0;

    /** What is left for starting, writing and the report, and for a machine that slows down. */
    private static final double SHARE = 0.85;

    private EpochsChoice() {}

    /**
     * The number of epochs.
     *
     * @param left of the time given
     * @param secondsPerExample of training
     */
    static Choice<Integer> of(Duration left, Facts facts, double secondsPerExample) {
        double epoch = epoch(facts, secondsPerExample);
        int epochs = (int) Math.max(1, Math.min(MOST, Math.floor(usable(left, facts, secondsPerExample) / epoch)));
        return new Choice<>(
                epochs,
                "one takes about " + Durations.words(epoch) + " here, and " + Durations.words(left)
                        + " of the time are left" + (epochs == MOST ? "; more would bring nothing" : ""));
    }

    /** A sentence where not one epoch fits into the time. */
    static List<String> warnings(Duration left, Facts facts, double secondsPerExample) {
        double epoch = epoch(facts, secondsPerExample);
        return usable(left, facts, secondsPerExample) >= epoch
                ? List.of()
                : List.of("Not one epoch fits into the time given: it takes about " + Durations.words(epoch)
                        + " here. One is trained all the same; give more --time, or fewer images.");
    }

    private static double epoch(Facts facts, double secondsPerExample) {
        return secondsPerExample * (facts.train() + WITHOUT_GRADIENTS * facts.validation());
    }

    /** Seconds that epochs may take. */
    private static double usable(Duration left, Facts facts, double secondsPerExample) {
        return SHARE * (left.toMillis() / 1000.0) - secondsPerExample * facts.test();
    }
}
