package io.fovea.explain;

import io.fovea.image.Image;

/** Which number of an answer is explained. */
public sealed interface Figure {
    /** The score of a class, or a number that was learnt. */
    Figure SCORE = new Score();

    /** How unsure the answer is. */
    Figure UNCERTAINTY = new Uncertainty();

    /** How deep the valley between two objects is. */
    Figure VALLEY = new Valley();

    /** What it is called in tables and on files. */
    String word();

    /** The score of a class, or a number that was learnt. */
    record Score() implements Figure {
        @Override
        public String word() {
            return "score";
        }
    }

    /**
     * The entropy of the answer in nats, {@code -sum p log p}; of classes that are independent the sum of those of each; of
     * pixels the mean.
     */
    record Uncertainty() implements Figure {
        @Override
        public String word() {
            return "uncertainty";
        }
    }

    /**
     * How deep the valley between two objects is: with {@code g} the logarithm of the odds of their class at a pixel, {@code
     * min(max g in the one, max g in the other) - saddle}, where the saddle is the highest that the lowest pixel of a way from
     * the one highest pixel to the other can be.
     */
    record Valley() implements Figure {
        @Override
        public String word() {
            return "valley";
        }
    }

    /**
     * How like another image an image is to the model: the cosine of the angle between its numbers for the one and for the
     * other. The numbers are those of an embedding, or of a classifier the mean of each channel before its head.
     *
     * @param other the other image, of any size and depth
     * @param name of it
     */
    record Similarity(Image other, String name) implements Figure {
        @Override
        public String word() {
            return "similarity";
        }
    }
}
