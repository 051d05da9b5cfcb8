package io.fovea.fit;

import org.bytedeco.pytorch.Tensor;

/**
 * A score of one's own, measured in validation after every epoch.
 *
 * <pre>{@code
 * Metric sureness = Metric.mean((scores, targets) ->
 *         scores.softmax(1).gather(1, targets.unsqueeze(1)).mean().item_double());
 * }</pre>
 *
 * <p>A training whose options say {@code monitor = MonitoredValue.parse("val_sureness")} chooses its best epoch by it.
 */
@FunctionalInterface
public interface Metric {

    /** A new tally, of nothing yet. */
    Tally begin();

    /** Whether a small value is better than a large one, where the best epoch is chosen by it; no, unless said otherwise. */
    default boolean isBestLow() {
        return false;
    }

    /** The same metric, of which a small value is the better one: an error, a distance. */
    default Metric bestLow() {
        Metric same = this;
        return new Metric() {
            @Override
            public Tally begin() {
                return same.begin();
            }

            @Override
            public boolean isBestLow() {
                return true;
            }
        };
    }

    /** What comes together in one validation. */
    interface Tally {

        /**
         * Notes a batch, within a pointer scope that frees what is made.
         *
         * @param scores {@code [N, C]} or {@code [N, C, H, W]}, before any activation
         * @param targets int64 class indices {@code [N]} or {@code [N, H, W]}, or 0 and 1 in the shape of the scores; pixels
         *     of {@link io.fovea.data.Batch#IGNORED} are not to count
         */
        void add(Tensor scores, Tensor targets);

        /** What all batches come to; not a number where nothing was noted. */
        double value();
    }

    /** A number of one batch. */
    @FunctionalInterface
    interface OfBatch {
        /** The number; {@code scores} and {@code targets} are as in {@link Tally#add}. */
        double of(Tensor scores, Tensor targets);
    }

    /** The mean of a number of each batch, in which batches count by their examples. */
    static Metric mean(OfBatch number) {
        return () -> new Tally() {
            private double sum;
            private long examples;

            @Override
            public void add(Tensor scores, Tensor targets) {
                long size = targets.size(0);
                sum += size * number.of(scores, targets);
                examples += size;
            }

            @Override
            public double value() {
                return sum / examples;
            }
        };
    }
}
