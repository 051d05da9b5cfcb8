package io.fovea.task;

import java.util.List;

/**
 * What a model measures of an image.
 *
 * @param names one for each number, no two alike
 * @param values finite; in the units that the model learnt
 * @param seconds wall time of the inference
 */
public record MeasuredValues(List<String> names, List<Float> values, double seconds) implements Prediction {
    /** Copies the lists. */
    public MeasuredValues {
        names = List.copyOf(names);
        values = List.copyOf(values);
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + values.size() + " numbers");
        }
    }

    /** The Euclidean length of all numbers together. */
    public double length() {
        return Math.sqrt(
                values.stream().mapToDouble(value -> (double) value * value).sum());
    }

    /** The same divided by its {@link #length}, as embeddings are compared by angle; itself if that is 0. */
    public MeasuredValues ofUnitLength() {
        double length = length();
        return length == 0
                ? this
                : new MeasuredValues(
                        names,
                        values.stream().map(value -> (float) (value / length)).toList(),
                        seconds);
    }
}
