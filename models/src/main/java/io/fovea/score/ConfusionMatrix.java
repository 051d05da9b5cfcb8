package io.fovea.score;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How often examples of each class were taken for each class. */
public final class ConfusionMatrix {

    private final long[][] counts;

    /** An empty matrix over {@code classes}. */
    public ConfusionMatrix(int classes) {
        counts = new long[classes][classes];
    }

    /** Number of classes. */
    public int classes() {
        return counts.length;
    }

    /** Notes one image or pixel. */
    public void add(int truth, int answer) {
        add(truth, answer, 1);
    }

    /** Notes so many images or pixels. */
    public void add(int truth, int answer, long times) {
        counts[truth][answer] += times;
    }

    /** Number of examples of class {@code truth} that were answered {@code answer}. */
    public long count(int truth, int answer) {
        return counts[truth][answer];
    }

    /** All counts, {@code [truth][answer]}; a copy. */
    public long[][] counts() {
        long[][] copy = new long[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            copy[i] = counts[i].clone();
        }
        return copy;
    }

    /** Share of right answers, 0..1. */
    public double accuracy() {
        long right =
                IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum();
        long all =
                IntStream.range(0, counts.length).mapToLong(this::occurrences).sum();
        return (double) right / all;
    }

    /** Number of examples that are truly of a class. */
    public long occurrences(int index) {
        return Arrays.stream(counts[index]).sum();
    }

    private long answers(int index) {
        return Arrays.stream(counts).mapToLong(row -> row[index]).sum();
    }

    /** Share of a class's answers that are right, 0..1; not a number where it is never answered. */
    public double precision(int index) {
        return (double) counts[index][index] / answers(index);
    }

    /** Share of a class's examples that are found, 0..1; not a number where it does not occur. */
    public double recall(int index) {
        return (double) counts[index][index] / occurrences(index);
    }

    /** Harmonic mean of precision and recall, 0..1; not a number where a class neither occurs nor is answered. */
    public double f1(int index) {
        return 2.0 * counts[index][index] / (occurrences(index) + answers(index));
    }

    /** Intersection over union of a class, 0..1; not a number where it neither occurs nor is answered. */
    public double intersectionOverUnion(int index) {
        return (double) counts[index][index] / (occurrences(index) + answers(index) - counts[index][index]);
    }

    /** Mean of the classes' F1, classes that neither occur nor are answered left out. */
    public double meanF1() {
        return mean(this::f1);
    }

    /** Mean of the classes' intersections over unions, classes that neither occur nor are answered left out. */
    public double meanIntersectionOverUnion() {
        return mean(this::intersectionOverUnion);
    }

    private double mean(IntToDoubleFunction value) {
        return IntStream.range(0, counts.length)
                .mapToDouble(value)
                .filter(each -> !Double.isNaN(each))
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }
}
