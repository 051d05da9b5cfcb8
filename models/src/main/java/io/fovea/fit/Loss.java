package io.fovea.fit;

import org.bytedeco.pytorch.Tensor;

/** How wrong scores are. */
@FunctionalInterface
public interface Loss {

    /**
     * The loss of a batch, a number that can be differentiated.
     *
     * @param scores {@code [N, C]} or {@code [N, C, H, W]}, before any activation
     * @param targets int64 class indices {@code [N]} or {@code [N, H, W]}, or 0 and 1 in the shape of the scores;
     *     {@link io.fovea.data.Batch#IGNORED} counts for nothing
     */
    Tensor of(Tensor scores, Tensor targets);

    /**
     * The same where some pixels count more; a loss that does not count pixels one by one counts all alike.
     *
     * @param pixels how much each counts, {@code [N, H, W]}
     */
    default Tensor weighted(Tensor scores, Tensor targets, Tensor pixels) {
        return of(scores, targets);
    }
}
