package io.fovea.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A number that a user may choose for a job, or whether something is done.
 *
 * @param name in lower case, words parted by {@code -}
 * @param unit what it counts or measures, in upper case; empty of what is done or not
 * @param description a sentence without its full stop
 * @param usual where nobody chooses; below {@code least} where there is none
 * @param least that makes sense
 * @param most that makes sense
 * @param isWhole whether it has no fraction
 * @param words that may be given instead of a number, and the values that they stand for, below {@code least}
 */
public record JobOption(
        String name,
        String unit,
        String description,
        double usual,
        double least,
        double most,
        boolean isWhole,
        Map<String, Double> words) {

    /** Copies the map. */
    public JobOption {
        words = Map.copyOf(words);
    }

    /** A number for which no word stands. */
    public JobOption(
            String name, String unit, String description, double usual, double least, double most, boolean isWhole) {
        this(name, unit, description, usual, least, most, isWhole, Map.of());
    }

    /** A count from {@code least} on. */
    static JobOption count(String name, String unit, String description, int usual, int least) {
        return new JobOption(name, unit, description, usual, least, Integer.MAX_VALUE, true);
    }

    /** Something that is done or not: 1 or 0. */
    static JobOption flag(String name, String description) {
        return new JobOption(name, "", description, 0, 0, 1, true);
    }

    /** One of some words, and no number; nothing is chosen where nobody does. */
    static JobOption choice(String name, String unit, String description, List<String> choices) {
        Map<String, Double> values = new LinkedHashMap<>();
        choices.forEach(choice -> values.put(choice, -1.0 - values.size()));
        return new JobOption(name, unit, description, 0, 1, 0, true, values);
    }

    /** Whether only words can be given. */
    private boolean isChoice() {
        return most < least;
    }

    /** Whether it says no number, but only whether something is done. */
    public boolean isFlag() {
        return unit.isEmpty();
    }

    /** Whether it has a value where nobody chooses one. */
    public boolean hasUsual() {
        return usual >= least;
    }

    /** The value that a user writes, a number or one of the {@link #words}; empty if it is neither. */
    public OptionalDouble value(String text) {
        String word = text.strip();
        if (words.containsKey(word.toLowerCase(Locale.ROOT))) {
            return OptionalDouble.of(words.get(word.toLowerCase(Locale.ROOT)));
        }
        try {
            return OptionalDouble.of(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** What can be given, to follow the option's name and what was given instead. */
    public String range() {
        if (isChoice()) {
            return words.entrySet().stream()
                    .sorted(Comparator.comparingDouble(word -> -word.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
        }
        String limits = most < Integer.MAX_VALUE ? words(least) + " to " + words(most) : words(least) + " or more";
        return words.isEmpty() ? limits : limits + ", or " + String.join(" or ", words.keySet());
    }

    /** What is wrong with a value, to follow the option's name; empty if nothing is. */
    public Optional<String> fault(double value) {
        if (words.containsValue(value)) {
            return Optional.empty();
        }
        if (value >= least && value <= most && !(isWhole && value != Math.rint(value))) {
            return Optional.empty();
        }
        String whole = most >= Integer.MAX_VALUE && isWhole && value != Math.rint(value) ? ", whole" : "";
        return Optional.of("is " + words(value) + "; give " + range() + whole);
    }

    /** A value without a needless fraction, or the word that stands for it. */
    public String words(double value) {
        for (Map.Entry<String, Double> word : words.entrySet()) {
            if (word.getValue() == value) {
                return word.getKey();
            }
        }
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
