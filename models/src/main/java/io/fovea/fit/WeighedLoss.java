package io.fovea.fit;

import io.fovea.data.Batch;
import io.fovea.torch.Tensors;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a batch of which some examples count more than others: those that count alike have a loss of their own, which is
 * multiplied by their weight, and of these it is the mean over the examples. So every loss can be weighed, also one that is no
 * sum over examples, and a batch of examples that count little moves the weights little.
 */
record WeighedLoss(Loss loss) {

    /**
     * The loss.
     *
     * @param weights how much each example counts; none where all count alike
     * @param scores as in {@link Loss#of}
     * @param targets likewise, of which some are not ignored
     */
    Tensor of(float[] weights, Tensor scores, Tensor targets) {
        if (weights.length == 0) {
            return loss.of(scores, targets);
        }
        Tensor sum = scores.sum().mul(new Scalar(0.0));
        long all = 0;
        for (Map.Entry<Float, long[]> alike : byWeight(weights).entrySet()) {
            Tensor rows =
                    Tensors.of(alike.getValue(), alike.getValue().length).to(targets.device(), targets.scalar_type());
            Tensor truth = targets.index_select(0, rows);
            if (truth.eq(new Scalar(Batch.IGNORED)).all().item_bool()) {
                continue; // a mean over nothing is no number
            }
            int examples = alike.getValue().length;
            sum = sum.add(loss.of(scores.index_select(0, rows), truth), new Scalar((double) alike.getKey() * examples));
            all += examples;
        }
        return sum.div(new Scalar(all));
    }

    /** The examples of each weight by their numbers. */
    private static Map<Float, long[]> byWeight(float[] weights) {
        Map<Float, long[]> groups = new TreeMap<>();
        for (float weight : weights) {
            groups.computeIfAbsent(weight, any -> IntStream.range(0, weights.length)
                    .filter(i -> weights[i] == weight)
                    .asLongStream()
                    .toArray());
        }
        return groups;
    }
}
