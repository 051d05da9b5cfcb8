package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.arange;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What makes new values out of shapes, bounds and indices. */
final class CreationOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "ConstantOfShape", CreationOperators::constantOfShape,
            "Range", CreationOperators::range,
            "OneHot", CreationOperators::oneHot);

    private CreationOperators() {}

    private static Tensor constantOfShape(NodeCall step) {
        Tensor value = step.attributes()
                .tensor("value")
                .map(Tensors::of)
                .orElseGet(() -> Tensors.of(new float[] {0}, new long[0]));
        return value.reshape().expand(step.integers(0));
    }

    private static Tensor range(NodeCall step) {
        return arange(step.input(0).item(), step.input(1).item(), step.input(2).item());
    }

    private static Tensor oneHot(NodeCall step) {
        Tensor indices = step.input(0);
        long depth = (long) step.reals(1)[0];
        int axis = Tensors.axis(step.attributes().integer("axis", -1), indices.dim() + 1);
        long[] along = ConvolutionOperators.ones((int) indices.dim() + 1);
        along[axis] = depth;
        Tensor counted = Tensors.nonNegative(indices, depth);
        Tensor hot = counted.unsqueeze(axis)
                .eq(Tensors.beside(indices, arange(new Scalar(depth)).reshape(along)));
        Tensor values = step.input(2);
        return torch.where(hot, values.select(0, 1), values.select(0, 0));
    }
}
