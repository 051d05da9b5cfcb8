package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A cross-entropy that counts less where the answer is nearly right: {@code -(1 - p)^focus ln p} of the probability
 * {@code p} of what is true (Lin et al., 2017); a mean weighted by class.
 *
 * @param head whose classes exclude each other, or not
 * @param weights of the classes
 * @param focus the exponent; 0 for the cross-entropy itself
 */
record FocalLoss(Head head, ClassWeights weights, double focus) implements Loss {

    private static final long EACH = 0;

    /** What is as good as certain counts nothing: below a focus of 1, the slope there would be infinite. */
    private static final double CERTAIN = 1e-6;

    @Override
    public Tensor of(Tensor scores, Tensor targets) {
        OneHotTargets truth = OneHotTargets.of(scores, targets);
        Tensor counted = weights.perTarget(scores, truth);
        if (head.exclusive() && scores.size(1) > 1) {
            Tensor logarithms = scores.log_softmax(1);
            Tensor each = faded(logarithms.exp(), logarithms.neg());
            Tensor right = truth.hot().mul(counted);
            return each.mul(right).sum().div(right.sum());
        }
        Tensor crossentropy =
                binary_cross_entropy_with_logits(scores, truth.hot(), new TensorOptional(), new TensorOptional(), EACH);
        Tensor spread = counted.expand_as(crossentropy);
        return faded(crossentropy.neg().exp(), crossentropy).mul(spread).sum().div(spread.sum());
    }

    private Tensor faded(Tensor probability, Tensor loss) {
        return probability
                .neg()
                .add(new Scalar(1.0))
                .clamp_min(new Scalar(CERTAIN))
                .pow(new Scalar(focus))
                .mul(loss);
    }
}
