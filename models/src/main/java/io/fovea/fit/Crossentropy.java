package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.fovea.data.Batch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Minus the logarithm of the right class's probability; a mean weighted by class, as in PyTorch, and by pixel.
 *
 * @param weights of the classes
 * @param smoothing share of certainty that is taken from the truth, 0..1
 */
record Crossentropy(ClassWeights weights, double smoothing) implements Loss {

    private static final long EACH = 0;
    private static final long MEAN = 1;

    @Override
    public Tensor of(Tensor scores, Tensor targets) {
        Tensor truth = targets.dim() < scores.dim() ? targets : targets.to(ScalarType.Float);
        return cross_entropy_loss(scores, truth, weights.perClass(scores), MEAN, Batch.IGNORED, smoothing);
    }

    @Override
    public Tensor weighted(Tensor scores, Tensor targets, Tensor pixels) {
        OneHotTargets truth = OneHotTargets.of(scores, targets);
        Tensor counts = truth.hot().mul(weights.perTarget(scores, truth)).sum(1).mul(pixels);
        Tensor each = cross_entropy_loss(scores, targets, weights.perClass(scores), EACH, Batch.IGNORED, smoothing);
        return each.mul(pixels).sum().div(counts.sum());
    }
}
