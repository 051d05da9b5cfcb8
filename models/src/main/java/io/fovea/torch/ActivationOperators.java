package io.fovea.torch;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What follows a layer: rectifiers, sigmoids and softmax. */
final class ActivationOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Relu", step -> step.input(0).relu()),
            entry("LeakyRelu", step -> torch.leaky_relu(step.input(0), scalar(step, "alpha", 0.01f))),
            entry("PRelu", ActivationOperators::parametricRelu),
            entry("ThresholdedRelu", ActivationOperators::thresholdedRelu),
            entry("Elu", step -> elu(step.input(0), step.attributes().real("alpha", 1), 1)),
            entry("Celu", step -> torch.celu(step.input(0), scalar(step, "alpha", 1))),
            entry("Selu", ActivationOperators::selu),
            entry("Sigmoid", step -> step.input(0).sigmoid()),
            entry("HardSigmoid", ActivationOperators::hardSigmoid),
            entry("HardSwish", step -> torch.hardswish(step.input(0))),
            entry("Tanh", step -> step.input(0).tanh()),
            entry("Softplus", step -> torch.softplus(step.input(0))),
            entry("Softsign", step -> torch.softsign(step.input(0))),
            entry("Gelu", step -> torch.gelu(step.input(0), step.attributes().text("approximate", "none"))),
            entry("Mish", step -> torch.mish(step.input(0))),
            entry("Swish", ActivationOperators::swish),
            entry("Shrink", ActivationOperators::shrink),
            entry("Clip", ActivationOperators::clip),
            entry("Softmax", step -> along(step, Tensor::softmax)),
            entry("LogSoftmax", step -> along(step, Tensor::log_softmax)));

    private ActivationOperators() {}

    private static Scalar scalar(NodeCall step, String attribute, float otherwise) {
        return new Scalar(step.attributes().real(attribute, otherwise));
    }

    private static Tensor parametricRelu(NodeCall step) {
        Tensor input = step.input(0);
        return input.relu().sub(input.neg().relu().mul(step.input(1)));
    }

    private static Tensor thresholdedRelu(NodeCall step) {
        Tensor input = step.input(0);
        Tensor passing = input.gt(scalar(step, "alpha", 1));
        return input.masked_fill(passing.logical_not(), new Scalar(0f));
    }

    private static Tensor elu(Tensor input, float alpha, float gamma) {
        return torch.elu(input, new Scalar(alpha), new Scalar(gamma), new Scalar(1f));
    }

    private static Tensor selu(NodeCall step) {
        return elu(
                step.input(0),
                step.attributes().real("alpha", 1.67326319217681884765625f),
                step.attributes().real("gamma", 1.05070102214813232421875f));
    }

    private static Tensor hardSigmoid(NodeCall step) {
        Tensor line = step.input(0).mul(scalar(step, "alpha", 0.2f)).add(scalar(step, "beta", 0.5f));
        return line.clamp(new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(1f)));
    }

    private static Tensor shrink(NodeCall step) {
        Tensor input = step.input(0);
        Scalar bias = scalar(step, "bias", 0);
        Tensor far = torch.hardshrink(input, scalar(step, "lambd", 0.5f));
        return far.sub(far.sign().mul(bias));
    }

    private static Tensor swish(NodeCall step) {
        Tensor input = step.input(0);
        return input.mul(input.mul(scalar(step, "alpha", 1)).sigmoid());
    }

    private static Tensor clip(NodeCall step) {
        Tensor input = step.input(0);
        Tensor raised = bounded(step, "min", 1) ? input.clamp_min(bound(step, "min", 1)) : input;
        return bounded(step, "max", 2) ? raised.clamp_max(bound(step, "max", 2)) : raised;
    }

    private static boolean bounded(NodeCall step, String attribute, int index) {
        return step.attributes().has(attribute) || step.node().hasInput(index);
    }

    private static Scalar bound(NodeCall step, String attribute, int index) {
        return step.input(0).is_floating_point()
                ? new Scalar(step.real(attribute, index, 0))
                : new Scalar(step.integers(index)[0]);
    }

    /** Before operator set 13 the axis and all behind it count as one. */
    private static Tensor along(NodeCall step, BiFunction<Tensor, Long, Tensor> function) {
        Tensor input = step.input(0);
        if (step.opset() >= 13) {
            return function.apply(input, step.attributes().integer("axis", -1));
        }
        long axis = step.axis(1);
        if (axis == input.dim() - 1) {
            return function.apply(input, axis);
        }
        return function.apply(input.flatten(axis, -1), axis).reshape(Tensors.sizes(input));
    }
}
