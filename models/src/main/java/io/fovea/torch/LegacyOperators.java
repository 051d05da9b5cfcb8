package io.fovea.torch;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** TorchOperators that ONNX never made official and early converters wrote all the same. */
final class LegacyOperators {

    static final Map<String, TorchOperator> TABLE = Map.of(
            "Affine", LegacyOperators::affine,
            "Crop", LegacyOperators::crop,
            "ImageScaler", LegacyOperators::imageScaler);

    private LegacyOperators() {}

    private static Tensor affine(NodeCall step) {
        return step.input(0)
                .mul(new Scalar(step.attributes().real("alpha", 1)))
                .add(new Scalar(step.attributes().real("beta", 0)));
    }

    private static Tensor crop(NodeCall step) {
        Tensor input = step.input(0);
        long[] border = step.attributes().integers("border", 0, 0, 0, 0);
        long[] scale = step.attributes()
                .integers("scale", input.size(2) - border[1] - border[3], input.size(3) - border[0] - border[2]);
        return input.narrow(2, border[1], scale[0]).narrow(3, border[0], scale[1]);
    }

    private static Tensor imageScaler(NodeCall step) {
        float[] bias = step.attributes().reals("bias");
        Tensor input = step.input(0);
        return input.mul(new Scalar(step.attributes().real("scale", 1)))
                .add(Tensors.beside(input, Tensors.of(bias, 1, bias.length, 1, 1)));
    }
}
