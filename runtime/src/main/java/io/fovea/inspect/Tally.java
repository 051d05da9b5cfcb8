package io.fovea.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What a preparation reached on each image so far. */
final class Tally {
    private final TriedPixels tried;
    private final Map<Integer, Mark> marks = new LinkedHashMap<>();

    Tally(TriedPixels tried) {
        this.tried = tried;
    }

    TriedPixels tried() {
        return tried;
    }

    void add(int image, Mark mark) {
        marks.put(image, mark);
    }

    /** Forgets what was reached on some images. */
    void leaveOut(Set<Integer> images) {
        marks.keySet().removeAll(images);
    }

    int count() {
        return marks.size();
    }

    double score() {
        return marks.values().stream().mapToDouble(Mark::score).average().orElse(0);
    }

    double certainty() {
        return marks.values().stream().mapToDouble(Mark::probability).average().orElse(0);
    }

    double logLikelihood() {
        return marks.values().stream()
                .mapToDouble(Mark::logLikelihood)
                .average()
                .orElse(0);
    }

    /**
     * How far this one's score lies above another's on the images that both have seen, in standard errors of the differences,
     * image by image; 0 where there is no difference, infinite where it is always the same.
     */
    double lead(Tally other) {
        return lead(other, Mark::score);
    }

    /** How far this one makes the right answers likelier than another does, likewise. */
    double likelier(Tally other) {
        return lead(other, Mark::logLikelihood);
    }

    private double lead(Tally other, ToDoubleFunction<Mark> of) {
        int common = 0;
        double sum = 0;
        double squares = 0;
        for (Map.Entry<Integer, Mark> own : marks.entrySet()) {
            Mark others = other.marks.get(own.getKey());
            if (others != null) {
                double difference = of.applyAsDouble(own.getValue()) - of.applyAsDouble(others);
                sum += difference;
                squares += difference * difference;
                common++;
            }
        }
        double mean = sum / Math.max(1, common);
        double variance = Math.max(0, squares / Math.max(1, common) - mean * mean);
        return mean == 0 ? 0 : mean / Math.sqrt(variance / common);
    }
}
