package io.fovea.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * From pixel values to the values a model reads: a percentile stretch where asked, then {@code (x * scale - mean) / std},
 * then further steps.
 *
 * @param scale factor of the pixel value
 * @param mean subtracted after scaling, one for each channel or one for all, in the model's channel order
 * @param std divisor, as many as means
 * @param stretch which images are stretched to 0..255 first
 * @param low the percentile, 0..100, of the whole image that becomes 0
 * @param high the percentile, 0..100, of the whole image that becomes 255
 * @param steps what else is done, in order; mostly nothing
 */
public record Normalisation(
        float scale, float[] mean, float[] std, Stretch stretch, double low, double high, List<PreparationStep> steps) {
    /** 8-bit values as they are; deeper images stretched between their percentiles 0.1 and 99.9. */
    public static final Normalisation RAW =
            new Normalisation(1, new float[] {0}, new float[] {1}, Stretch.DEEP, 0.1, 99.9);

    private static final int BYTES = 256;

    /** Copies the arrays and the list. */
    public Normalisation {
        if (mean.length != std.length || mean.length == 0) {
            throw new IllegalArgumentException(mean.length + " means for " + std.length + " standard deviations");
        }
        if (!(low >= 0 && low < high && high <= 100)) {
            throw new IllegalArgumentException("Percentiles " + low + " and " + high + " are not in order in 0..100");
        }
        mean = mean.clone();
        std = std.clone();
        steps = List.copyOf(steps);
    }

    /** One without further steps. */
    public Normalisation(float scale, float[] mean, float[] std, Stretch stretch, double low, double high) {
        this(scale, mean, std, stretch, low, high, List.of());
    }

    /** The same without or with a stretch. */
    public Normalisation with(Stretch newStretch, double newLow, double newHigh) {
        return new Normalisation(scale, mean, std, newStretch, newLow, newHigh, steps);
    }

    /** The same with other steps. */
    public Normalisation withSteps(List<PreparationStep> newSteps) {
        return new Normalisation(scale, mean, std, stretch, low, high, newSteps);
    }

    /**
     * What this does to an image in which all of 0..255 are equally frequent, as far as black and white: without steps.
     * For whoever makes images up, of which nothing can be measured.
     *
     * @param channels how many the model reads
     */
    public Normalisation typical(int channels) {
        if (steps.isEmpty()) {
            return this;
        }
        float[] ramp = new float[BYTES * channels];
        for (int i = 0; i < ramp.length; i++) {
            int channel = i % channels;
            ramp[i] = (i / channels * scale - mean(channel)) / std(channel);
        }
        steps.forEach(step -> step.apply(ramp, channels));
        float[] means = new float[channels];
        float[] divisors = new float[channels];
        for (int c = 0; c < channels; c++) {
            float black = ramp[c];
            float span = ramp[ramp.length - channels + c] - black;
            divisors[c] = span == 0 ? 1 : (BYTES - 1) / span;
            means[c] = -black * divisors[c];
        }
        return new Normalisation(1, means, divisors, stretch, low, high);
    }

    /** Whether this leaves the values of 8-bit images as they are. */
    public boolean isRaw() {
        if (scale != 1 || stretch == Stretch.ALL || !steps.isEmpty()) {
            return false;
        }
        for (int i = 0; i < mean.length; i++) {
            if (mean[i] != 0 || std[i] != 1) {
                return false;
            }
        }
        return true;
    }

    /** A copy. */
    @Override
    public float[] mean() {
        return mean.clone();
    }

    /** A copy. */
    @Override
    public float[] std() {
        return std.clone();
    }

    /** The mean of a channel, from 0. */
    public float mean(int channel) {
        return mean[Math.min(channel, mean.length - 1)];
    }

    /** The standard deviation of a channel, from 0. */
    public float std(int channel) {
        return std[Math.min(channel, std.length - 1)];
    }

    /** Whether all numbers agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Normalisation that
                && Float.compare(scale, that.scale) == 0
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(std, that.std)
                && stretch == that.stretch
                && Double.compare(low, that.low) == 0
                && Double.compare(high, that.high) == 0
                && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scale, Arrays.hashCode(mean), Arrays.hashCode(std), stretch, low, high, steps);
    }

    @Override
    public String toString() {
        return "Normalisation[scale=" + scale + ", mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std)
                + ", stretch=" + stretch + ", low=" + low + ", high=" + high
                + (steps.isEmpty() ? "" : ", steps=" + StepText.of(steps)) + "]";
    }
}
