package io.fovea.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects that go on from one step to the next: a nucleus through the slices of a stack, a cell through the frames of a film.
 * All its labels become one number. Each object of a step goes on as at most one of the next. Immutable and thread-safe.
 *
 * <p>Through slices objects go on by overlap alone, where intersection over union is at least {@link #LEAST_OVERLAP}: the
 * rule, and its usual value, of Cellpose's {@code stitch_threshold}. Through frames those that overlap go on first, and then
 * those whose centres are near. Of several possibilities the one of most overlap, or the nearest, comes first. An object that
 * is missing in one step is another one after it.
 */
public final class LinkedLabels {
    /** Intersection over union from which on two objects of neighbouring slices are one. */
    public static final double LEAST_OVERLAP = 0.25;

    private final int[][] numbers;
    private final int count;

    private LinkedLabels(int[][] numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    /** Two objects that may be one: {@code overlap} 0..1, {@code distance} of the centres in pixels. */
    private record Pair(int from, int to, double overlap, double distance) {}

    /**
     * Links objects through slices.
     *
     * @param slices the labels of each, asked for one after the other, row by row: 0 for background, objects from 1 on; of equal sizes
     * @throws IllegalArgumentException if the sizes differ
     */
    public static LinkedLabels throughSlices(List<int[]> slices) {
        return link(slices, 1, 1, LEAST_OVERLAP, -1);
    }

    /**
     * Links objects through frames.
     *
     * @param frames the labels of each, row by row, slice by slice: 0 for background, objects from 1 on; of equal sizes
     * @param width of a slice in pixels
     * @param height of a slice in pixels
     * @param reach how far the centre of an object may move in the plane between two frames where it does not overlap itself,
     *     in pixels
     * @throws IllegalArgumentException if the sizes differ
     */
    public static LinkedLabels throughFrames(List<int[]> frames, int width, int height, double reach) {
        return link(frames, width, height, Double.MIN_VALUE, reach);
    }

    private static LinkedLabels link(List<int[]> steps, int width, int height, double leastOverlap, double reach) {
        int[][] numbers = new int[steps.size()][];
        int count = 0;
        int pixels = 0;
        int[] before = {};
        for (int step = 0; step < steps.size(); step++) {
            int[] labels = steps.get(step);
            pixels = step == 0 ? labels.length : pixels;
            if (labels.length != pixels) {
                throw new IllegalArgumentException(
                        "Step " + step + " has " + labels.length + " pixels, the first " + pixels);
            }
            int[] area = areas(labels);
            numbers[step] = new int[area.length];
            if (step > 0) {
                List<Pair> pairs = pairs(before, labels, leastOverlap);
                if (reach >= 0) {
                    pairs.addAll(near(centres(before, width, height), centres(labels, width, height), reach));
                }
                go(pairs, numbers[step - 1], numbers[step]);
            }
            for (int label = 1; label < area.length; label++) {
                if (area[label] > 0 && numbers[step][label] == 0) {
                    numbers[step][label] = ++count;
                }
            }
            before = labels;
        }
        return new LinkedLabels(numbers, count);
    }

    /** Objects take the numbers of those that they come from, the likeliest first. */
    private static void go(List<Pair> pairs, int[] known, int[] found) {
        boolean[] gone = new boolean[known.length];
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.overlap)
                .thenComparingDouble(Pair::distance)
                .thenComparingInt(Pair::from)
                .thenComparingInt(Pair::to));
        for (Pair pair : pairs) {
            if (!gone[pair.from] && found[pair.to] == 0) {
                gone[pair.from] = true;
                found[pair.to] = known[pair.from];
            }
        }
    }

    private static List<Pair> pairs(int[] before, int[] after, double leastOverlap) {
        int[] areaBefore = areas(before);
        int[] areaAfter = areas(after);
        Map<Long, Integer> shared = new HashMap<>();
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0 && after[i] != 0) {
                shared.merge((long) before[i] << 32 | after[i], 1, Integer::sum);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        shared.forEach((key, pixels) -> {
            int from = (int) (key >> 32);
            int to = key.intValue();
            double overlap = (double) pixels / (areaBefore[from] + areaAfter[to] - pixels);
            if (overlap >= leastOverlap) {
                pairs.add(new Pair(from, to, overlap, 0));
            }
        });
        return pairs;
    }

    private static List<Pair> near(double[][] before, double[][] after, double reach) {
        List<Pair> pairs = new ArrayList<>();
        for (int from = 1; from < before.length; from++) {
            for (int to = 1; to < after.length; to++) {
                double distance = Math.hypot(before[from][0] - after[to][0], before[from][1] - after[to][1]);
                if (distance <= reach) { // never of a label without pixels, whose centre is no number
                    pairs.add(new Pair(from, to, 0, distance));
                }
            }
        }
        return pairs;
    }

    private static int[] areas(int[] labels) {
        int[] area = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            area[label]++;
        }
        return area;
    }

    /** In the plane, whichever slices an object lies in. */
    private static double[][] centres(int[] labels, int width, int height) {
        int[] area = areas(labels);
        double[][] centres = new double[area.length][2];
        for (int i = 0; i < labels.length; i++) {
            centres[labels[i]][0] += i % width;
            centres[labels[i]][1] += i / width % height;
        }
        for (int label = 0; label < area.length; label++) {
            centres[label][0] /= area[label];
            centres[label][1] /= area[label];
        }
        return centres;
    }

    /** How many objects there are in all steps, each counted once. */
    public int count() {
        return count;
    }

    /** The largest label of a step of its own. */
    int labels(int step) {
        return numbers[step].length - 1;
    }

    /**
     * The number of an object, from 1, in the order of first step and label there.
     *
     * @param step from 0
     * @param label in the step's own labels
     */
    public int number(int step, int label) {
        return numbers[step][label];
    }

    /**
     * The labels of a step with the numbers in their place; a copy.
     *
     * @param step from 0
     * @param labels that were given of it
     */
    public int[] relabelled(int step, int[] labels) {
        return Arrays.stream(labels).map(label -> numbers[step][label]).toArray();
    }
}
