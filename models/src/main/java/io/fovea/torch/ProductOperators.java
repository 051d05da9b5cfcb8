package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.einsum;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Products of matrices. */
final class ProductOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "MatMul", step -> step.input(0).matmul(step.input(1)),
            "Gemm", ProductOperators::gemm,
            "Einsum", step -> einsum(step.attributes().text("equation", ""), step.inputs()));

    private ProductOperators() {}

    private static Tensor gemm(NodeCall step) {
        Tensor a = step.attributes().integer("transA", 0) == 0
                ? step.input(0)
                : step.input(0).t();
        Tensor b = step.attributes().integer("transB", 0) == 0
                ? step.input(1)
                : step.input(1).t();
        float alpha = step.attributes().real("alpha", 1);
        float beta = step.attributes().real("beta", 1);
        if (!step.node().hasInput(2)) {
            Tensor product = a.matmul(b);
            return alpha == 1 ? product : product.mul(new Scalar(alpha));
        }
        return addmm(step.input(2), a, b, new Scalar(beta), new Scalar(alpha));
    }
}
