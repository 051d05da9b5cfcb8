package io.fovea.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the temperature by which scores are divided so that answers are right as often as they are probable: the one under which
 * what is true is most probable (Guo et al., On calibration of modern neural networks, 2017).
 */
final class TemperatureFit {
    private static final double LEAST_PROBABILITY = 1e-12;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double WIDEST = Math.log(20);
    private static final double CLOSE = 1e-4;
    private static final double DIGITS = 1e4;

    private final List<float[]> logarithms = new ArrayList<>();
    private final List<Integer> truths = new ArrayList<>();

    /**
     * Adds an answer.
     *
     * @param probabilities of all classes, which sum to 1
     * @param truth which of them is true
     */
    void add(double[] probabilities, int truth) {
        float[] logs = new float[probabilities.length];
        for (int c = 0; c < logs.length; c++) {
            logs[c] = (float) Math.log(Math.max(LEAST_PROBABILITY, probabilities[c]));
        }
        logarithms.add(logs);
        truths.add(truth);
    }

    int answers() {
        return truths.size();
    }

    /** How many of the most probable classes are not true. */
    long wrong() {
        return reliability(1).bins().stream()
                .mapToLong(bin -> bin.answers() - Math.round(bin.accuracy() * bin.answers()))
                .sum();
    }

    /** The best one, from 1/20 to 20; by golden section, as the mean loss has one valley over the temperature's inverse. */
    double temperature() {
        double low = -WIDEST;
        double high = WIDEST;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = loss(Math.exp(left));
        double atRight = loss(Math.exp(right));
        while (high - low > CLOSE) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = loss(Math.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = loss(Math.exp(right));
            }
        }
        return Math.rint(Math.exp((low + high) / 2) * DIGITS) / DIGITS;
    }

    /** Mean negative log likelihood of what is true. */
    double loss(double temperature) {
        double sum = 0;
        for (int i = 0; i < truths.size(); i++) {
            float[] logs = logarithms.get(i);
            double all = 0;
            for (float log : logs) {
                all += Math.exp(log / temperature);
            }
            sum += Math.log(all) - logs[truths.get(i)] / temperature;
        }
        return sum / truths.size();
    }

    /** How far the answers are from being right as often as they are probable, at a temperature. */
    Reliability reliability(double temperature) {
        Reliability reliability = new Reliability();
        for (int i = 0; i < truths.size(); i++) {
            float[] logs = logarithms.get(i);
            int best = 0;
            double all = 0;
            for (int c = 0; c < logs.length; c++) {
                best = logs[c] > logs[best] ? c : best;
                all += Math.exp(logs[c] / temperature);
            }
            reliability.add(Math.exp(logs[best] / temperature) / all, best == truths.get(i));
        }
        return reliability;
    }
}
