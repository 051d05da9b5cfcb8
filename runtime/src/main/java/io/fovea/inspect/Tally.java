package io.fovea.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    /**
     * How far this one lies above another on the images that both have seen, in standard errors of the differences, image
     * by image; 0 where there is no difference, infinite where it is always the same.
     */
    double lead(Tally other) {
        int common = 0;
        double sum = 0;
        double squares = 0;
        for (Map.Entry<Integer, Mark> own : marks.entrySet()) {
            Mark others = other.marks.get(own.getKey());
            if (others != null) {
                double difference = own.getValue().score() - others.score();
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
