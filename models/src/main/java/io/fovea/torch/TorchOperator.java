package io.fovea.torch;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** How libtorch computes one ONNX operator. */
@FunctionalInterface
interface TorchOperator {

    /** The node's first output, which for most operators is the only one. */
    Tensor run(NodeCall step);

    /** The node's outputs in ONNX's order; those at the end that nobody wants may be missing. */
    default List<Tensor> outputs(NodeCall step) {
        return List.of(run(step));
    }

    /** An operator with more than one output. */
    static TorchOperator several(Function<NodeCall, List<Tensor>> outputs) {
        return new TorchOperator() {
            @Override
            public Tensor run(NodeCall step) {
                return outputs.apply(step).get(0);
            }

            @Override
            public List<Tensor> outputs(NodeCall step) {
                return outputs.apply(step);
            }
        };
    }
}
