package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.fovea.FoveaException;
import io.fovea.recipe.LossName;
import io.fovea.recipe.LossSpec;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Losses by name. Each is a mean over images or pixels; those that are ignored do not enter it. */
final class Losses {

    private static final long EACH = 0;

    private Losses() {}

    /**
     * The loss that is asked for, or that fits the network's end.
     *
     * @throws FoveaException when the two contradict each other
     */
    static Loss of(LossSpec spec, Head head) {
        LossName usual = head.exclusive() ? LossName.SPARSE_CATEGORICAL_CROSSENTROPY : LossName.BINARY_CROSSENTROPY;
        LossName name = spec.name() == LossName.AUTO ? usual : spec.name();
        ClassWeights weights = new ClassWeights(
                spec.classWeights().stream().mapToDouble(Double::doubleValue).toArray());
        double smoothing = spec.labelSmoothing();
        boolean isBinary = name == LossName.BINARY_CROSSENTROPY;
        if (!head.open() && (name.isCategorical() && !head.exclusive() || isBinary && head.exclusive())) {
            throw new FoveaException("The loss " + name.word() + " needs a network that ends in "
                    + (name.isCategorical() ? "Softmax" : "Sigmoid") + "; this one fits " + usual.word() + ".");
        }
        Loss crossentropy =
                head.exclusive() && !isBinary ? new Crossentropy(weights, smoothing) : binary(weights, smoothing);
        Loss loss =
                switch (name) {
                    case DICE -> dice(head, weights);
                    case DICE_CROSSENTROPY -> new LossSum(dice(head, weights), crossentropy);
                    case FOCAL -> new FocalLoss(head, weights, spec.focus());
                    case TVERSKY -> new TverskyLoss(head, weights, spec.falsePositives(), spec.falseNegatives());
                    case MEAN_SQUARED_ERROR -> meanSquaredError(head, weights);
                    case AUTO, SPARSE_CATEGORICAL_CROSSENTROPY, CATEGORICAL_CROSSENTROPY, BINARY_CROSSENTROPY ->
                        crossentropy;
                };
        return head.exclusive() && !isBinary ? new OneLabelLoss(loss) : loss;
    }

    /** Minus the logarithm of the probability of what is true of each class by itself. */
    private static Loss binary(ClassWeights weights, double smoothing) {
        return (scores, targets) -> {
            OneHotTargets truth = OneHotTargets.of(scores, targets);
            Tensor smooth = smoothing == 0
                    ? truth.hot()
                    : truth.hot().mul(new Scalar(1 - smoothing)).add(new Scalar(smoothing / 2));
            Tensor each =
                    binary_cross_entropy_with_logits(scores, smooth, new TensorOptional(), new TensorOptional(), EACH);
            return mean(each, weights.perTarget(scores, truth));
        };
    }

    /**
     * One minus the overlap of answer and truth, mean over the classes (Milletari et al., V-Net, 2016, without the
     * squares): {@code 1 - (2 sum(p t) + 1) / (sum(p) + sum(t) + 1)}, the sums over the whole batch.
     */
    private static Loss dice(Head head, ClassWeights weights) {
        return (scores, targets) -> {
            OneHotTargets truth = OneHotTargets.of(scores, targets);
            Tensor answers = head.probabilities(scores).mul(truth.counted());
            Scalar one = new Scalar(1.0);
            long[] axes =
                    LongStream.range(0, scores.dim()).filter(axis -> axis != 1).toArray();
            Tensor common =
                    answers.mul(truth.hot()).sum(axes).mul(new Scalar(2.0)).add(one);
            Tensor all = answers.sum(axes).add(truth.hot().sum(axes)).add(one);
            Tensor each = common.div(all).neg().add(one);
            TensorOptional perClass = scores.size(1) == 1 ? new TensorOptional() : weights.perClass(scores);
            return perClass.has_value() ? mean(each, perClass.get()) : each.mean();
        };
    }

    /** The squared distance between the network's answer and the truth as 0 and 1. */
    private static Loss meanSquaredError(Head head, ClassWeights weights) {
        return (scores, targets) -> {
            OneHotTargets truth = OneHotTargets.of(scores, targets);
            Tensor answers = head.open() ? scores : head.probabilities(scores);
            return mean(answers.sub(truth.hot()).square(), weights.perTarget(scores, truth));
        };
    }

    private static Tensor mean(Tensor each, Tensor weights) {
        Tensor spread = weights.expand_as(each);
        return each.mul(spread).sum().div(spread.sum());
    }
}
