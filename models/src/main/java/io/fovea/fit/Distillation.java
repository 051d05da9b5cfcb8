package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.fovea.data.Batch;
import io.fovea.recipe.DistillationSpec;
import io.fovea.torch.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Learning from what a teacher says of the same variation of an image, beside its truth (Hinton, Vinyals and Dean, 2015):
 * {@code (1 - weight) truth + weight T^2 crossentropy(softmax(log p / T), softmax(s / T))} of the teacher's probabilities
 * {@code p} and the scores {@code s} at the temperature {@code T}; of classes that do not exclude each other by sigmoid. The
 * mean over the pixels of an image, those without a truth among them, and over images, each as much as it counts.
 *
 * @param teacher who is asked
 * @param spec how much it counts
 * @param head of the student
 */
record Distillation(Teacher teacher, DistillationSpec spec, Head head) {
    private static final long EACH = 0;

    /** Probabilities nearer to 0 or 1 are as good as certain: their logarithms would be infinite. */
    private static final double CERTAIN = 1e-6;

    /**
     * What is minimised.
     *
     * @param truth the loss against the truth
     * @param batch as the student was given it
     * @param scores what the student said, {@code [N, C]} or {@code [N, C, H, W]}; one channel for the second of two classes
     */
    Tensor with(Tensor truth, Batch batch, Tensor scores) {
        Scalar cooler = new Scalar(1 / spec.temperature());
        Tensor target = told(batch, scores);
        Tensor student = scores.mul(cooler);
        Tensor each = head.exclusive() && scores.size(1) > 1
                ? target.log()
                        .mul(cooler)
                        .softmax(1)
                        .mul(student.log_softmax(1))
                        .sum(1)
                        .unsqueeze(1)
                        .neg()
                : binary_cross_entropy_with_logits(
                        student,
                        logits(target).mul(cooler).sigmoid(),
                        new TensorOptional(),
                        new TensorOptional(),
                        EACH);
        Tensor loss = mean(each.flatten(1, -1).mean(1), batch.exampleWeights());
        double share = spec.weight() * spec.temperature() * spec.temperature();
        return truth.mul(new Scalar(1 - spec.weight())).add(loss, new Scalar(share));
    }

    /** Of one loss for each example. */
    private static Tensor mean(Tensor each, float[] weights) {
        return weights.length == 0
                ? each.mean()
                : each.mul(Tensors.of(weights, weights.length).to(each.device(), each.scalar_type()))
                        .mean();
    }

    private static Tensor logits(Tensor probabilities) {
        return probabilities.log().sub(probabilities.neg().add(new Scalar(1.0)).log());
    }

    /** The teacher's probabilities in the shape of the scores, away from 0 and 1. */
    private Tensor told(Batch batch, Tensor scores) {
        float[] probabilities = teacher.probabilities(batch);
        long[] shape = scores.sizes().vec().get();
        long pixels = 1;
        for (int axis = 2; axis < shape.length; axis++) {
            pixels *= shape[axis];
        }
        shape[1] = probabilities.length / (shape[0] * pixels);
        Tensor all = Tensors.of(probabilities, shape).to(scores.device(), scores.scalar_type());
        Tensor wanted = scores.size(1) == 1 && shape[1] == 2 ? all.narrow(1, 1, 1) : all;
        return wanted.clamp_min(new Scalar(CERTAIN)).clamp_max(new Scalar(1 - CERTAIN));
    }
}
