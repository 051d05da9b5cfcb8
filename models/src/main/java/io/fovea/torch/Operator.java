package io.fovea.torch;

import org.bytedeco.pytorch.Tensor;

/** How libtorch computes one ONNX operator. */
@FunctionalInterface
interface Operator {

    /** The node's first output; the operators here have no other that anybody needs. */
    Tensor run(Step step);
}
