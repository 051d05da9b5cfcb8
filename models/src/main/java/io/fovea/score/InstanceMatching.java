package io.fovea.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How well objects were found: true and false positives and false negatives of one image at a threshold of intersection
 * over union.
 *
 * @param truePositives found objects that cover a true one
 * @param falsePositives found objects that do not
 * @param falseNegatives true objects that none covers
 */
public record InstanceMatching(int truePositives, int falsePositives, int falseNegatives) {
    private static final int THRESHOLDS = 10;
    private static final int FIRST = 50;
    private static final int STEP = 5;
    private static final double PERCENT = 100;

    /**
     * Compares two label images. At a threshold of 0.5 and above a match is unique.
     *
     * @param truth object numbers, 0 for background; unsigned
     * @param found object numbers, 0 for background
     * @param threshold of intersection over union, at least 0.5
     */
    public static InstanceMatching of(short[] truth, int[] found, double threshold) {
        if (threshold < 0.5) {
            throw new IllegalArgumentException("Below 0.5 a match is not unique; " + threshold + " was given");
        }
        return Overlaps.of(truth, found).matching(threshold);
    }

    /**
     * The average precisions at thresholds of 0.5, 0.55, and so on to 0.95.
     *
     * @param truth object numbers, 0 for background; unsigned
     * @param found object numbers, 0 for background
     */
    static double[] averagePrecisions(short[] truth, int[] found) {
        Overlaps all = Overlaps.of(truth, found);
        double[] precisions = new double[THRESHOLDS];
        for (int i = 0; i < THRESHOLDS; i++) {
            precisions[i] = all.matching((FIRST + i * STEP) / PERCENT).averagePrecision();
        }
        return precisions;
    }

    /**
     * The numbers of the found objects that cover a true one.
     *
     * @param threshold of intersection over union, at least 0.5
     */
    static Set<Integer> right(short[] truth, int[] found, double threshold) {
        return Overlaps.of(truth, found).right(threshold);
    }

    /** How many objects there truly are. */
    static int truths(short[] truth) {
        Set<Short> numbers = new HashSet<>();
        for (short number : truth) {
            numbers.add(number);
        }
        numbers.remove((short) 0);
        return numbers.size();
    }

    /** How many pixels objects have, and share. */
    private record Overlaps(
            Map<Integer, Integer> trueAreas, Map<Integer, Integer> foundAreas, Map<Long, Integer> shared) {
        static Overlaps of(short[] truth, int[] found) {
            Map<Integer, Integer> trueAreas = new HashMap<>();
            Map<Integer, Integer> foundAreas = new HashMap<>();
            Map<Long, Integer> overlaps = new HashMap<>();
            for (int i = 0; i < found.length; i++) {
                int t = truth[i] & 0xffff;
                int f = found[i];
                if (t != 0) {
                    trueAreas.merge(t, 1, Integer::sum);
                }
                if (f != 0) {
                    foundAreas.merge(f, 1, Integer::sum);
                }
                if (t != 0 && f != 0) {
                    overlaps.merge(((long) t << 32) | f, 1, Integer::sum);
                }
            }
            return new Overlaps(trueAreas, foundAreas, overlaps);
        }

        InstanceMatching matching(double threshold) {
            int matches = right(threshold).size();
            return new InstanceMatching(matches, foundAreas.size() - matches, trueAreas.size() - matches);
        }

        Set<Integer> right(double threshold) {
            Set<Integer> right = new HashSet<>();
            for (Map.Entry<Long, Integer> overlap : shared.entrySet()) {
                int t = (int) (overlap.getKey() >>> 32);
                int f = (int) (long) overlap.getKey();
                int union = trueAreas.get(t) + foundAreas.get(f) - overlap.getValue();
                if (overlap.getValue() > threshold * union) {
                    right.add(f);
                }
            }
            return right;
        }
    }

    /** TP / (TP + FP + FN), the average precision of one image; 1 where there is nothing and nothing was found. */
    public double averagePrecision() {
        int all = truePositives + falsePositives + falseNegatives;
        return all == 0 ? 1 : (double) truePositives / all;
    }
}
