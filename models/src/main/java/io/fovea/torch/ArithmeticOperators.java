package io.fovea.torch;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Arithmetic with broadcasting, and products of matrices. */
final class ArithmeticOperators {

    static final Map<String, Operator> TABLE = Map.of(
            "Add", step -> step.input(0).add(step.input(1)),
            "Sub", step -> step.input(0).sub(step.input(1)),
            "Mul", step -> step.input(0).mul(step.input(1)),
            "Div", step -> step.input(0).div(step.input(1)),
            "MatMul", step -> step.input(0).matmul(step.input(1)),
            "Gemm", ArithmeticOperators::gemm);

    private ArithmeticOperators() {}

    private static Tensor gemm(Step step) {
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
        return org.bytedeco.pytorch.global.torch.addmm(step.input(2), a, b, new Scalar(beta), new Scalar(alpha));
    }
}
