package io.fovea.anatomy;

/** A number that is computed from a model's scores: one of the image, or one of each pixel of a segmentation. */
public sealed interface ScoreFigure {

    /** Appends what computes it to a graph that has the scores; returns the value with one number in the place of the classes. */
    String append(ScoreWriter writer);

    /**
     * How unsure an answer is: its entropy in nats, {@code -sum p log p}, 0 where one class has it all; of classes that are
     * independent the sum of that of each, {@code -p log p - (1 - p) log(1 - p)}.
     */
    record Entropy() implements ScoreFigure {
        @Override
        public String append(ScoreWriter writer) {
            return writer.isEach() ? writer.entropyOfEach() : writer.entropyOfShares();
        }
    }

    /**
     * The logarithm of the odds of a class, {@code log p - log(1 - p)}: its score less the logarithm of the summed
     * exponentials of the others.
     *
     * @param classIndex of the class
     */
    record LogOdds(int classIndex) implements ScoreFigure {
        @Override
        public String append(ScoreWriter writer) {
            return writer.isEach() ? writer.oddsOfEach(classIndex) : writer.oddsOfShare(classIndex);
        }
    }
}
