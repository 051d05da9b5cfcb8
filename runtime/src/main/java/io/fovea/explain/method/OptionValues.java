package io.fovea.explain.method;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values of a method's options.
 *
 * @param given those that are not as usual, by name
 */
record OptionValues(Map<String, Double> given) {
    /** Everything as usual. */
    static final OptionValues USUAL = new OptionValues(Map.of());

    /** Copies the map. */
    OptionValues {
        given = Collections.unmodifiableMap(new TreeMap<>(given));
    }

    /** The same with another value. */
    OptionValues with(MethodOption option, double value) {
        Map<String, Double> more = new TreeMap<>(given);
        if (option.checked(value) == option.usual()) {
            more.remove(option.name());
        } else {
            more.put(option.name(), value);
        }
        return new OptionValues(more);
    }

    double real(MethodOption option) {
        return given.getOrDefault(option.name(), option.usual());
    }

    int whole(MethodOption option) {
        return (int) real(option);
    }

    /** What is not as usual, {@code copies=50 noise=0.1}; empty where all is as usual. */
    @Override
    public String toString() {
        return given.entrySet().stream()
                .map(one -> one.getKey() + "=" + MethodOption.text(one.getValue()))
                .collect(Collectors.joining(" "));
    }
}
