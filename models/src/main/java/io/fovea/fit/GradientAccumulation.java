package io.fovea.fit;

import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Takes one step for several batches, along the mean of their gradients: as if they were one batch. */
final class GradientAccumulation implements KerasOptimizer.Preparation {

    private final List<Tensor> weights;
    private final int every;
    private int taken;

    /**
     * An accumulation of nothing yet.
     *
     * @param every so many batches make a step, from 1
     */
    GradientAccumulation(Collection<Tensor> weights, int every) {
        this.weights = List.copyOf(weights);
        this.every = every;
    }

    /** Whether the next gradients are the first of a step. */
    boolean isFresh() {
        return taken == 0;
    }

    /** Notes that a batch's gradients were added to those before. */
    void add() {
        taken++;
    }

    /** Whether a step is to be taken. */
    boolean isDue() {
        return taken >= every;
    }

    @Override
    public void beforeStep() {
        if (taken > 1) {
            try (NoGradGuard noGradients = new NoGradGuard()) {
                for (Tensor weight : weights) {
                    Tensor gradient = weight.grad();
                    if (gradient.defined()) {
                        gradient.div_(new Scalar((double) taken));
                    }
                }
            }
        }
        taken = 0;
    }
}
