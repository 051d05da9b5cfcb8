package io.fovea.train;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Minus the logarithm of the right class's probability, mean over images or pixels. Takes logits, as the logarithm of a
 * softmax is better taken in one step.
 */
final class SparseCategoricalCrossentropy {

    private static final long MEAN = 1;
    private static final long IGNORED = -100;

    private final TensorOptional weights;

    /** A loss in which class {@code i} counts {@code weights[i]} times; all alike where {@code weights} is empty. */
    SparseCategoricalCrossentropy(double[] weights) {
        if (weights.length == 0) {
            this.weights = new TensorOptional();
        } else {
            float[] values = new float[weights.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) weights[i];
            }
            this.weights = new TensorOptional(Tensor.create(values));
        }
    }

    /**
     * The loss of a batch.
     *
     * @param logits {@code [N, C]} or {@code [N, C, H, W]}
     * @param targets int64 {@code [N]} or {@code [N, H, W]}
     */
    Tensor of(Tensor logits, Tensor targets) {
        TensorOptional here =
                weights.has_value() ? new TensorOptional(weights.get().to(logits.device(), ScalarType.Float)) : weights;
        return cross_entropy_loss(logits, targets, here, MEAN, IGNORED, 0);
    }
}
