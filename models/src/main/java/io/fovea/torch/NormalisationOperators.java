package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.group_norm;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.ones_like;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Normalisations, and dropout: what may behave differently in training. */
final class NormalisationOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "BatchNormalization", NormalisationOperators::batchNormalization,
            "InstanceNormalization", NormalisationOperators::instanceNormalization,
            "LayerNormalization", TorchOperator.several(NormalisationOperators::layerNormalization),
            "RMSNormalization", NormalisationOperators::rootMeanSquare,
            "GroupNormalization", NormalisationOperators::groupNormalization,
            "LRN", NormalisationOperators::localResponse,
            "Dropout", TorchOperator.several(NormalisationOperators::drop));

    private NormalisationOperators() {}

    private static Tensor batchNormalization(NodeCall step) {
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
                epsilon(step),
                false);
    }

    private static double epsilon(NodeCall step) {
        return step.attributes().real("epsilon", 1e-5f);
    }

    /**
     * By the formula: the gradient of libtorch's own instance_norm is wrong where a convolution follows, whose gradient
     * comes channels-last.
     */
    private static Tensor instanceNormalization(NodeCall step) {
        Tensor input = step.input(0);
        long[] axes = Tensors.axesFrom(2, (int) input.dim());
        Tensor centred = input.sub(input.mean(axes, true, null));
        Tensor variance = centred.square().mean(axes, true, null);
        Tensor normal = centred.mul(variance.add(new Scalar(epsilon(step))).rsqrt());
        return normal.mul(perChannel(step.input(1), input)).add(perChannel(step.input(2), input));
    }

    private static List<Tensor> layerNormalization(NodeCall step) {
        Tensor input = step.input(0);
        int axis = step.axis(-1);
        long[] sizes = Tensors.sizes(input);
        long[] normalised = Arrays.copyOfRange(sizes, axis, sizes.length);
        TensorOptional scale = new TensorOptional(step.input(1).expand(normalised));
        TensorOptional shift =
                step.node().hasInput(2) ? new TensorOptional(step.input(2).expand(normalised)) : new TensorOptional();
        Tensor output = layer_norm(input, normalised, scale, shift, epsilon(step), false);
        if (step.node().outputs().size() == 1) {
            return List.of(output);
        }
        long[] axes = Tensors.axesFrom(axis, sizes.length);
        Tensor mean = input.mean(axes, true, null);
        Tensor variance = input.sub(mean).square().mean(axes, true, null);
        return List.of(output, mean, variance.add(new Scalar(epsilon(step))).rsqrt());
    }

    private static Tensor rootMeanSquare(NodeCall step) {
        Tensor input = step.input(0);
        long[] axes = Tensors.axesFrom(step.axis(-1), input.dim());
        Tensor square = input.square().mean(axes, true, null);
        return input.mul(square.add(new Scalar(epsilon(step))).rsqrt()).mul(step.input(1));
    }

    private static Tensor groupNormalization(NodeCall step) {
        Tensor input = step.input(0);
        long groups = step.attributes().integer("num_groups", 1);
        TensorOptional none = new TensorOptional();
        Tensor normal = group_norm(input, groups, none, none, epsilon(step), false);
        return normal.mul(perChannel(step.input(1), input)).add(perChannel(step.input(2), input));
    }

    /** Values of channels, or of groups of them as up to operator set 20, as {@code [C, 1, ...]}. */
    private static Tensor perChannel(Tensor values, Tensor input) {
        long[] shape = ConvolutionOperators.ones((int) input.dim() - 1);
        shape[0] = input.size(1);
        return values.unsqueeze(1)
                .expand(values.numel(), input.size(1) / values.numel())
                .reshape(shape);
    }

    private static Tensor localResponse(NodeCall step) {
        Tensor input = step.input(0);
        int rank = (int) input.dim();
        long size = step.attributes().integer("size", 1);
        long[] pads = new long[2 * rank];
        pads[1] = (size - 1) / 2;
        pads[rank + 1] = size - 1 - pads[1];
        Tensor power = Padded.fill(input.square(), pads, 0).unfold(1, size, 1).sum(-1);
        Tensor base = power.mul(new Scalar(step.attributes().real("alpha", 1e-4f) / size))
                .add(new Scalar(step.attributes().real("bias", 1)));
        return input.div(base.pow(new Scalar(step.attributes().real("beta", 0.75f))));
    }

    private static List<Tensor> drop(NodeCall step) {
        Tensor input = step.input(0);
        if (step.training()) {
            return List.of(dropout(input, step.real("ratio", 1, 0.5f), true));
        }
        return step.node().outputs().size() == 1
                ? List.of(input)
                : List.of(input, ones_like(input).to(ScalarType.Bool));
    }
}
