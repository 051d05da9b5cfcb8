package io.fovea.fit;

import io.fovea.data.Batch;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mean loss and accuracy over the batches of an epoch. The sums are kept where the network computes, as reading them
 * waits for it; create it outside, and add inside, the {@link org.bytedeco.javacpp.PointerScope} of a step.
 */
final class EpochTally {

    private static final long READING_NANOS = 50_000_000;

    private final Tensor losses;
    private final Tensor right;
    private final Tensor counted;
    private long examples;
    private long read = System.nanoTime() - READING_NANOS;
    private double loss = Double.NaN;

    /** An empty tally on the device of {@code like}. */
    EpochTally(Tensor like) {
        losses = torch.zeros(1).to(like.device(), ScalarType.Double);
        right = torch.zeros(1).to(like.device(), ScalarType.Long);
        counted = torch.zeros(1).to(like.device(), ScalarType.Long);
    }

    /**
     * Notes a batch.
     *
     * @param size number of examples
     * @param batchLoss mean over them
     * @param scores {@code [N, C]} or {@code [N, C, H, W]}
     * @param targets as in {@link Loss#of}
     */
    void add(int size, Tensor batchLoss, Tensor scores, Tensor targets) {
        examples += size;
        losses.add_(batchLoss.detach().to(ScalarType.Double), new Scalar((long) size));
        right.add_(answers(scores.detach(), targets).eq(targets).sum());
        counted.add_(targets.ne(new Scalar(Batch.IGNORED)).sum());
    }

    /** The most probable classes, in the form of {@code targets}: indices, or 0 and 1 for each class by itself. */
    static Tensor answers(Tensor scores, Tensor targets) {
        if (targets.dim() == scores.dim()) {
            return scores.gt(new Scalar(0.0)).to(ScalarType.Long);
        }
        return scores.size(1) == 1
                ? scores.select(1, 0).gt(new Scalar(0.0)).to(ScalarType.Long)
                : scores.argmax(new LongOptional(1), false);
    }

    /** Whether nothing was noted yet. */
    boolean isEmpty() {
        return examples == 0;
    }

    /** Mean loss until now or a moment ago; not a number before the first batch. */
    double recentLoss() {
        if (System.nanoTime() - read >= READING_NANOS) {
            loss = loss();
            read = System.nanoTime();
        }
        return loss;
    }

    /** Mean loss so far; not a number before the first batch. */
    double loss() {
        return losses.item_double() / examples;
    }

    /** Share of images, pixels or labels that were answered rightly, 0..1; not a number before the first batch. */
    double accuracy() {
        return right.item_double() / counted.item_double();
    }
}
