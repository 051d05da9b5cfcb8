package io.fovea.task;

import java.util.Locale;
import java.util.Optional;

/**
 * A number that a user may choose for a job, or whether something is done.
 *
 * @param name in lower case, words parted by {@code -}
 * @param unit what it counts or measures, in upper case; empty of what is done or not
 * @param description a sentence without its full stop
 * @param usual where nobody chooses
 * @param least that makes sense
 * @param most that makes sense
 * @param isWhole whether it has no fraction
 */
public record JobOption(
        String name, String unit, String description, double usual, double least, double most, boolean isWhole) {

    /** A count from {@code least} on. */
    static JobOption count(String name, String unit, String description, int usual, int least) {
        return new JobOption(name, unit, description, usual, least, Integer.MAX_VALUE, true);
    }

    /** Something that is done or not: 1 or 0. */
    static JobOption flag(String name, String description) {
        return new JobOption(name, "", description, 0, 0, 1, true);
    }

    /** Whether it says no number, but only whether something is done. */
    public boolean isFlag() {
        return unit.isEmpty();
    }

    /** What is wrong with a value, to follow the option's name; empty if nothing is. */
    public Optional<String> fault(double value) {
        if (value >= least && value <= most && !(isWhole && value != Math.rint(value))) {
            return Optional.empty();
        }
        String limits = most < Integer.MAX_VALUE
                ? words(least) + " to " + words(most)
                : words(least) + " or more" + (isWhole && value != Math.rint(value) ? ", whole" : "");
        return Optional.of("is " + words(value) + "; give " + limits);
    }

    /** A value without a needless fraction. */
    public String words(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
