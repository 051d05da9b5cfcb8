package io.fovea.fit;

import org.bytedeco.pytorch.Tensor;

/** Two losses together. */
record LossSum(Loss first, Loss second) implements Loss {

    @Override
    public Tensor of(Tensor scores, Tensor targets) {
        return first.of(scores, targets).add(second.of(scores, targets));
    }

    @Override
    public Tensor weighted(Tensor scores, Tensor targets, Tensor pixels) {
        return first.weighted(scores, targets, pixels).add(second.weighted(scores, targets, pixels));
    }
}
