package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.dropout;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What behaves differently in training. */
final class NormalisationOperators {

    static final Map<String, Operator> TABLE = Map.of(
            "BatchNormalization", NormalisationOperators::batchNormalization, "Dropout", NormalisationOperators::drop);

    private NormalisationOperators() {}

    private static Tensor batchNormalization(Step step) {
        // ONNX's momentum is the share kept of the moving average, libtorch's the share of the new batch.
        double renewed = 1 - step.attributes().real("momentum", 0.9f);
        return batch_norm(
                step.input(0),
                step.optional(1),
                step.optional(2),
                step.optional(3),
                step.optional(4),
                step.training(),
                renewed,
                step.attributes().real("epsilon", 1e-5f),
                false);
    }

    private static Tensor drop(Step step) {
        float ratio = step.attributes().has("ratio") ? step.attributes().real("ratio", 0.5f) : step.real(1, 0.5f);
        return step.training() ? dropout(step.input(0), ratio, true) : step.input(0);
    }
}
