package io.fovea.fit;

import io.fovea.FoveaException;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Refuses labels {@code [N, C]} of which an image has several, or none: a softmax cannot answer so. */
record OneLabelLoss(Loss loss) implements Loss {

    @Override
    public Tensor of(Tensor scores, Tensor targets) {
        boolean labels = targets.dim() == 2 && scores.dim() == 2;
        if (labels && targets.sum(1).ne(new Scalar(1L)).any().item_bool()) {
            throw new FoveaException("An image of this data has several labels, or none, but the network's classes"
                    + " exclude each other; it needs to end in Sigmoid for labels that mix (data of the kind"
                    + " 'table').");
        }
        return loss.of(scores, targets);
    }

    @Override
    public Tensor weighted(Tensor scores, Tensor targets, Tensor pixels) {
        return loss.weighted(scores, targets, pixels);
    }
}
