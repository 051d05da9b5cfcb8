package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.torch.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** How much each class counts in a loss. */
final class ClassWeights {

    private final float[] weights;
    private Tensor tensor;

    /** Weights of the classes; all count alike where {@code weights} is empty. */
    ClassWeights(double[] weights) {
        this.weights = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            this.weights[i] = (float) weights[i];
        }
        this.tensor = weights.length == 0 ? null : Tensors.of(this.weights, weights.length);
    }

    /** One weight for each channel of {@code scores}, {@code [C]}, or none. */
    TensorOptional perClass(Tensor scores) {
        return tensor == null ? new TensorOptional() : new TensorOptional(onDeviceOf(scores, scores.size(1)));
    }

    /**
     * What each target counts: its class's weight, and nothing where it is ignored.
     *
     * @return {@code [N, C]} or {@code [N, C, H, W]}, or with 1 in place of C, to be multiplied with losses by class
     */
    Tensor perTarget(Tensor scores, OneHotTargets truth) {
        if (tensor == null) {
            return truth.counted();
        }
        if (scores.size(1) == 1) {
            Tensor two = onDeviceOf(scores, 2);
            Tensor second = two.select(0, 1).sub(two.select(0, 0));
            return truth.hot().mul(second).add(two.select(0, 0)).mul(truth.counted());
        }
        long[] broadcast = new long[(int) scores.dim()];
        Arrays.fill(broadcast, 1);
        broadcast[1] = scores.size(1);
        return onDeviceOf(scores, scores.size(1)).view(broadcast).mul(truth.counted());
    }

    private Tensor onDeviceOf(Tensor scores, long classes) {
        if (classes != weights.length) {
            throw new FoveaException("'classWeights' has " + weights.length + " numbers for " + classes
                    + " classes; give one for each.");
        }
        return tensor.to(scores.device(), scores.scalar_type());
    }
}
