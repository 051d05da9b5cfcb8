package io.fovea.fit;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * One minus Tversky's index, mean over the classes (Salehi et al., 2017):
 * {@code 1 - (tp + 1) / (tp + a fp + b fn + 1)}, where {@code tp}, {@code fp} and {@code fn} are sums of probabilities over
 * the whole batch: right, too much, and missed.
 *
 * @param head whose scores become probabilities
 * @param weights of the classes
 * @param falsePositives a, what counts what is too much
 * @param falseNegatives b, what counts what is missed
 */
record TverskyLoss(Head head, ClassWeights weights, double falsePositives, double falseNegatives) implements Loss {

    @Override
    public Tensor of(Tensor scores, Tensor targets) {
        OneHotTargets truth = OneHotTargets.of(scores, targets);
        Tensor answers = head.probabilities(scores).mul(truth.counted());
        Scalar one = new Scalar(1.0);
        long[] axes =
                LongStream.range(0, scores.dim()).filter(axis -> axis != 1).toArray();
        Tensor right = answers.mul(truth.hot()).sum(axes);
        Tensor tooMuch = answers.sum(axes).sub(right);
        Tensor missed = truth.hot().sum(axes).sub(right);
        Tensor all = right.add(tooMuch, new Scalar(falsePositives))
                .add(missed, new Scalar(falseNegatives))
                .add(one);
        Tensor each = right.add(one).div(all).neg().add(one);
        TensorOptional perClass = scores.size(1) == 1 ? new TensorOptional() : weights.perClass(scores);
        return perClass.has_value()
                ? each.mul(perClass.get()).sum().div(perClass.get().sum())
                : each.mean();
    }
}
