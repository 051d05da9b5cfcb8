package io.fovea.task;

import java.util.List;

/**
 * What a classifier says of an image.
 *
 * @param scores every class, the most probable first
 * @param seconds wall time of the inference
 * @param likeness how like the images that the model knows the image is
 */
public record Classification(List<Score> scores, double seconds, Likeness likeness) implements Prediction {
    /** Copies the list. */
    public Classification {
        scores = List.copyOf(scores);
    }

    /** Of an image that is not compared with others. */
    public Classification(List<Score> scores, double seconds) {
        this(scores, seconds, Likeness.UNKNOWN);
    }

    /** The {@code k} most probable classes, or all if there are fewer. */
    public List<Score> top(int k) {
        return scores.subList(0, Math.min(k, scores.size()));
    }

    /** The most probable class. */
    public Score best() {
        return scores.get(0);
    }
}
