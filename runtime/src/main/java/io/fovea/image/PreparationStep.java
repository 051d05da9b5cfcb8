package io.fovea.image;

import java.util.List;

/**
 * Something that is done to the values of a whole image before a model sees them. What it measures, it measures on the
 * whole image, so that the parts of a large one are treated alike.
 */
public sealed interface PreparationStep {

    /**
     * Does it, in place.
     *
     * @param values of the first pixel's channels, one after the other, then the next pixel's
     */
    void apply(float[] values, int channels);

    /** The same number for every channel, or one for each. */
    private static double at(List<Double> numbers, int channel) {
        return numbers.get(numbers.size() == 1 ? 0 : channel);
    }

    /** {@code x * gain + offset}; one number for all channels, or one for each. */
    record Linear(List<Double> gain, List<Double> offset) implements PreparationStep {
        /** Copies the lists. */
        public Linear {
            gain = List.copyOf(gain);
            offset = List.copyOf(offset);
            if (gain.isEmpty() || offset.isEmpty()) {
                throw new IllegalArgumentException("A linear step needs a gain and an offset");
            }
        }

        @Override
        public void apply(float[] values, int channels) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] * at(gain, i % channels) + at(offset, i % channels));
            }
        }
    }

    /** No less than {@code low}, no more than {@code high}, which may be infinite. */
    record Clip(double low, double high) implements PreparationStep {
        @Override
        public void apply(float[] values, int channels) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.min(high, Math.max(low, values[i]));
            }
        }
    }

    /** 1 above a threshold, 0 up to it; one threshold for all channels, or one for each. */
    record Binarize(List<Double> threshold) implements PreparationStep {
        /** Copies the list. */
        public Binarize {
            threshold = List.copyOf(threshold);
            if (threshold.isEmpty()) {
                throw new IllegalArgumentException("Binarizing needs a threshold");
            }
        }

        @Override
        public void apply(float[] values, int channels) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] > (float) at(threshold, i % channels) ? 1 : 0;
            }
        }
    }

    /** {@code 1 / (1 + exp(-x))}. */
    record Sigmoid() implements PreparationStep {
        @Override
        public void apply(float[] values, int channels) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (1 / (1 + Math.exp(-values[i])));
            }
        }
    }

    /** Of a pixel's channels, shares that sum to 1. */
    record Softmax() implements PreparationStep {
        @Override
        public void apply(float[] values, int channels) {
            for (int start = 0; start < values.length; start += channels) {
                double most = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < channels; c++) {
                    most = Math.max(most, values[start + c]);
                }
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += Math.exp(values[start + c] - most);
                }
                for (int c = 0; c < channels; c++) {
                    values[start + c] = (float) (Math.exp(values[start + c] - most) / sum);
                }
            }
        }
    }

    /** The part before the decimal point, as in a whole number's type. */
    record Truncate() implements PreparationStep {
        @Override
        public void apply(float[] values, int channels) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] < 0 ? Math.ceil(values[i]) : Math.floor(values[i]));
            }
        }
    }

    /**
     * {@code (x - mean) / (deviation + eps)} with mean and standard deviation of the image.
     *
     * @param eachChannel whether of each channel by itself, or of all together
     */
    record ZeroMean(boolean eachChannel, double eps) implements PreparationStep {
        @Override
        public void apply(float[] values, int channels) {
            for (ValueSet set : ValueSet.of(values, channels, eachChannel)) {
                double mean = set.mean();
                double divisor = set.deviation(mean) + eps;
                // What is no number is as if it were the mean.
                set.replace(value -> Double.isNaN(value) ? 0 : (value - mean) / divisor);
            }
        }
    }

    /**
     * {@code (x - low) / (high - low + eps)} with two percentiles of the image, between two of its values as their ranks
     * say.
     *
     * @param low percentile, 0..100
     * @param high percentile, 0..100
     * @param eachChannel whether of each channel by itself, or of all together
     */
    record Range(double low, double high, boolean eachChannel, double eps) implements PreparationStep {
        /** Checks the order. */
        public Range {
            requireOrder(low, high);
        }

        @Override
        public void apply(float[] values, int channels) {
            for (ValueSet set : ValueSet.of(values, channels, eachChannel)) {
                float[] sorted = set.sorted();
                double from = ValueSet.between(sorted, low);
                double divisor = ValueSet.between(sorted, high) - from + eps;
                set.replace(value -> (value - from) / divisor);
            }
        }
    }

    /**
     * No less and no more than two percentiles of the image, each the least value at or below which so many lie.
     *
     * @param low percentile, 0..100
     * @param high percentile, 0..100
     * @param eachChannel whether of each channel by itself, or of all together
     */
    record ClipPercentiles(double low, double high, boolean eachChannel) implements PreparationStep {
        /** Checks the order. */
        public ClipPercentiles {
            requireOrder(low, high);
        }

        @Override
        public void apply(float[] values, int channels) {
            for (ValueSet set : ValueSet.of(values, channels, eachChannel)) {
                float[] sorted = set.sorted();
                double from = ValueSet.atRank(sorted, low);
                double to = ValueSet.atRank(sorted, high);
                set.replace(value -> Math.min(to, Math.max(from, value)));
            }
        }
    }

    /** Whether it measures the image, so that another scale of its values changes nothing. */
    default boolean measures() {
        return this instanceof ZeroMean || this instanceof Range;
    }

    /** Whether what it does to a pixel depends on others. */
    default boolean measuresImages() {
        return measures() || this instanceof ClipPercentiles;
    }

    private static void requireOrder(double low, double high) {
        if (!(low >= 0 && low < high && high <= 100)) {
            throw new IllegalArgumentException("Percentiles " + low + " and " + high + " are not in order in 0..100");
        }
    }
}
