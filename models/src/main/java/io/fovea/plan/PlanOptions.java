package io.fovea.plan;

import io.fovea.data.Range;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user says of a training without a recipe.
 *
 * @param name of the model that will be
 * @param time that looking, measuring and training may take together
 * @param epochs in place of those that the time allows
 * @param like a shipped model's name or a file: what to begin with, or with {@code fromScratch} to take the network of
 * @param fromScratch whether to begin with random weights
 */
public record PlanOptions(String name, Duration time, OptionalInt epochs, Optional<String> like, boolean fromScratch) {

    /** Where nothing is said: half an hour. */
    public static final Duration USUAL_TIME = Duration.ofMinutes(30);

    /** Refuses what makes no sense. */
    public PlanOptions {
        Range.atLeast(1).check("time", time.toSeconds());
        epochs.ifPresent(number -> Range.atLeast(1).check("epochs", number));
    }

    /** Half an hour, beginning with whatever is nearest. */
    public static PlanOptions of(String name) {
        return new PlanOptions(name, USUAL_TIME, OptionalInt.empty(), Optional.empty(), false);
    }
}
