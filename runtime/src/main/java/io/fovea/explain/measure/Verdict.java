package io.fovea.explain.measure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured of one map.
 *
 * @param values those that were measured
 */
public record Verdict(Map<Measure, Double> values) {
    /** Copies the map. */
    public Verdict {
        Map<Measure, Double> copy = new EnumMap<>(Measure.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** A measure's value, if it was measured. */
    public OptionalDouble of(Measure measure) {
        return values.containsKey(measure) ? OptionalDouble.of(values.get(measure)) : OptionalDouble.empty();
    }

    /** The same with one value more. */
    public Verdict with(Measure measure, double value) {
        Map<Measure, Double> more = new EnumMap<>(Measure.class);
        more.putAll(values);
        more.put(measure, value);
        return new Verdict(more);
    }
}
