package io.fovea.inspect;

import java.util.ArrayList;
import java.util.List;

/** What a preparation reached on each image so far. */
final class Tally {
    private final TriedPixels tried;
    private final List<Double> scores = new ArrayList<>();
    private double certainty;

    Tally(TriedPixels tried) {
        this.tried = tried;
    }

    TriedPixels tried() {
        return tried;
    }

    void add(Mark mark) {
        scores.add(mark.score());
        certainty += mark.probability();
    }

    int count() {
        return scores.size();
    }

    double score() {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double certainty() {
        return certainty / Math.max(1, scores.size());
    }

    /**
     * How far this one lies above another on the images that both have seen, in standard errors of the differences, image
     * by image; 0 where there is no difference, infinite where it is always the same.
     */
    double lead(Tally other) {
        int common = Math.min(count(), other.count());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < common; i++) {
            double difference = scores.get(i) - other.scores.get(i);
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / common;
        double variance = Math.max(0, squares / common - mean * mean);
        return mean == 0 ? 0 : mean / Math.sqrt(variance / common);
    }
}
