package io.fovea.train;

/** How often examples of each class were taken for each class. */
public final class ConfusionMatrix {

    private final long[][] counts;

    /** An empty matrix over {@code classes}. */
    public ConfusionMatrix(int classes) {
        counts = new long[classes][classes];
    }

    /** Notes one image or pixel. */
    public void add(int truth, int answer) {
        counts[truth][answer]++;
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
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            for (long count : counts[i]) {
                all += count;
            }
        }
        return (double) right / all;
    }

    /** Intersection over union of a class, 0..1; not a number where it neither occurs nor is answered. */
    public double intersectionOverUnion(int index) {
        long union = -counts[index][index];
        for (int i = 0; i < counts.length; i++) {
            union += counts[index][i] + counts[i][index];
        }
        return (double) counts[index][index] / union;
    }

    /** Mean of the classes' intersections over unions, classes that do not occur left out. */
    public double meanIntersectionOverUnion() {
        return java.util.stream.IntStream.range(0, counts.length)
                .mapToDouble(this::intersectionOverUnion)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
