package io.fovea.task;

import io.fovea.FoveaException;
import java.util.HashMap;
import java.util.Map;

/** What a user chose of a job's options. */
public record JobSettings(Map<JobOption, Double> chosen) {
    /** Nothing: every option has its usual value. */
    public static final JobSettings USUAL = new JobSettings(Map.of());

    /** Copies the map. */
    public JobSettings {
        chosen = Map.copyOf(chosen);
    }

    /**
     * The same with one more choice.
     *
     * @throws FoveaException if the value is out of the option's range
     */
    public JobSettings with(JobOption option, double value) {
        option.fault(value).ifPresent(fault -> {
            throw new FoveaException(option.name() + " " + fault + ".");
        });
        Map<JobOption, Double> all = new HashMap<>(chosen);
        all.put(option, value);
        return new JobSettings(all);
    }

    /**
     * The same with one more choice, as a user writes it: a number or a word.
     *
     * @return this if nothing is written
     * @throws FoveaException if it is neither, or out of the option's range
     */
    public JobSettings with(JobOption option, String text) {
        if (text.isBlank()) {
            return this;
        }
        return with(
                option,
                option.value(text)
                        .orElseThrow(() -> new FoveaException(
                                option.name() + " is '" + text.strip() + "'; give " + option.range() + ".")));
    }

    /** The value of an option. */
    public double number(JobOption option) {
        return chosen.getOrDefault(option, option.usual());
    }

    /** Whether an option has a value: a chosen one, or its usual one. */
    public boolean has(JobOption option) {
        return chosen.containsKey(option) || option.hasUsual();
    }

    /** The value of an option that has no fraction. */
    public int whole(JobOption option) {
        return (int) number(option);
    }
}
