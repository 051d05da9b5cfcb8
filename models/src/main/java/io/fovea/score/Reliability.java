package io.fovea.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is right as often as it is sure: answers in ten bins by their probability, each with how often it was
 * right (Guo et al., On calibration of modern neural networks, 2017).
 */
public final class Reliability {

    private static final int BINS = 10;

    private final long[] counts = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] sums = new double[BINS];

    /**
     * Answers of about one probability.
     *
     * @param from the least probability, 0..1
     * @param to the largest, 0..1
     * @param answers how many there are, from 1
     * @param certainty mean of their probabilities
     * @param accuracy share of them that is right
     */
    public record Bin(double from, double to, long answers, double certainty, double accuracy) {}

    /**
     * Notes an answer.
     *
     * @param probability that the model gave it, 0..1; one that is no number is passed over
     */
    public void add(double probability, boolean isRight) {
        if (Double.isNaN(probability)) {
            return;
        }
        int bin = (int) Math.max(0, Math.min(BINS - 1, Math.floor(probability * BINS)));
        counts[bin]++;
        right[bin] += isRight ? 1 : 0;
        sums[bin] += probability;
    }

    /** The bins in which there are answers, the least probable first. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                bins.add(new Bin(
                        (double) i / BINS,
                        (i + 1.0) / BINS,
                        counts[i],
                        sums[i] / counts[i],
                        (double) right[i] / counts[i]));
            }
        }
        return bins;
    }

    /** Number of answers. */
    public long answers() {
        return bins().stream().mapToLong(Bin::answers).sum();
    }

    /**
     * The expected calibration error: how far the share of right answers is from the probability, mean over the answers,
     * 0..1; not a number where there are none.
     */
    public double error() {
        return bins().stream()
                        .mapToDouble(bin -> bin.answers() * Math.abs(bin.accuracy() - bin.certainty()))
                        .sum()
                / answers();
    }
}
