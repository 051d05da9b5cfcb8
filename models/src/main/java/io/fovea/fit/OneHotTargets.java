package io.fovea.fit;

import io.fovea.data.Batch;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Targets in the form of scores.
 *
 * @param hot 1 where a class is there, 0 where it is not, in the shape of the scores
 * @param counted 0 where the truth is not known, 1 elsewhere; may have one channel for all
 */
record OneHotTargets(Tensor hot, Tensor counted) {

    /** Targets beside {@code scores}, both as in {@link Loss#of}. A single channel is the second of two classes. */
    static OneHotTargets of(Tensor scores, Tensor targets) {
        boolean indices = targets.dim() < scores.dim();
        Tensor aligned = indices ? targets.unsqueeze(1) : targets;
        Tensor counted = aligned.ne(new Scalar(Batch.IGNORED)).to(ScalarType.Float);
        Tensor known = aligned.clamp_min(new Scalar(0L));
        if (indices && scores.size(1) > 1) {
            Tensor hot = torch.zeros_like(scores.detach()).scatter_(1, known, new Scalar(1.0));
            return new OneHotTargets(hot.mul(counted), counted);
        }
        return new OneHotTargets(known.to(ScalarType.Float), counted);
    }
}
