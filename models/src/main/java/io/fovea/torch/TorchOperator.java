package io.fovea.torch;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** How libtorch computes one ONNX operator. */
@FunctionalInterface
interface TorchOperator {

    /** The node's first output, which for most operators is the only one. */
    Tensor run(Step step);

    /** The node's outputs in ONNX's order; those at the end that nobody wants may be missing. */
    default List<Tensor> outputs(Step step) {
        return List.of(run(step));
    }

    /** An operator with more than one output. */
    static TorchOperator several(Function<Step, List<Tensor>> outputs) {
        return new TorchOperator() {
            @Override
            public Tensor run(Step step) {
                return outputs.apply(step).get(0);
            }

            @Override
            public List<Tensor> outputs(Step step) {
                return outputs.apply(step);
            }
        };
    }
}
