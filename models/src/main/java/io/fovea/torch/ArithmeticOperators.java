package io.fovea.torch;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Arithmetic between tensors, with broadcasting. */
final class ArithmeticOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Add", step -> step.input(0).add(step.input(1))),
            entry("Sub", step -> step.input(0).sub(step.input(1))),
            entry("Mul", step -> step.input(0).mul(step.input(1))),
            entry("Div", ArithmeticOperators::divide),
            entry("Pow", ArithmeticOperators::power),
            entry("Mod", ArithmeticOperators::modulo),
            entry("Sum", step -> folded(step, Tensor::add)),
            entry("Mean", ArithmeticOperators::mean),
            entry("Max", step -> folded(step, Tensor::maximum)),
            entry("Min", step -> folded(step, Tensor::minimum)));

    private ArithmeticOperators() {}

    private static Tensor divide(NodeCall step) {
        Tensor a = step.input(0);
        Tensor b = step.input(1);
        // ONNX cuts towards zero; what fmod leaves over divides exactly, whichever way libtorch rounds.
        return a.is_floating_point() ? a.div(b) : a.sub(a.fmod(b)).floor_divide(b);
    }

    private static Tensor power(NodeCall step) {
        Tensor base = step.input(0);
        Tensor power = base.pow(step.input(1));
        return base.is_floating_point() ? power : power.to(ScalarType.Long);
    }

    private static Tensor modulo(NodeCall step) {
        Tensor a = step.input(0);
        return step.attributes().integer("fmod", 0) == 0 ? a.remainder(step.input(1)) : a.fmod(step.input(1));
    }

    private static Tensor mean(NodeCall step) {
        return folded(step, Tensor::add)
                .div(new Scalar((float) step.node().inputs().size()));
    }

    private static Tensor folded(NodeCall step, BinaryOperator<Tensor> operation) {
        Tensor result = step.input(0);
        for (int i = 1; i < step.node().inputs().size(); i++) {
            result = operation.apply(result, step.input(i));
        }
        return result;
    }
}
