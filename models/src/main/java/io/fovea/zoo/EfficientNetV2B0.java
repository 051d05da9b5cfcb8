package io.fovea.zoo;

import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.DepthwiseConv2D;
import io.fovea.layers.Dropout;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Initializer;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SqueezeExcite;
import io.fovea.layers.SymbolicTensor;
import java.util.List;

/**
 * EfficientNetV2-B0: inverted residual blocks whose early ones widen and filter in one convolution, and whose late
 * ones filter by channel and gate the channels. 224 x 224 RGB, 1,000 classes, 7,200,312 parameters (Tan and Le, 2021).
 * Pixels are brought to -1..1.
 */
final class EfficientNetV2B0 extends ImageClassifier {

    /**
     * One row of the published table.
     *
     * @param blocks in the stage
     * @param filters of each block's output
     * @param widening of the channels inside a block
     * @param stride of the first block
     * @param fused whether widening and filtering are one convolution
     */
    private record Stage(int blocks, int filters, int widening, int stride, boolean fused) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1, true),
            new Stage(2, 32, 4, 2, true),
            new Stage(2, 48, 4, 2, true),
            new Stage(3, 96, 4, 2, false),
            new Stage(5, 112, 6, 1, false),
            new Stage(8, 192, 6, 2, false));

    private static final int SQUEEZING = 4;

    EfficientNetV2B0() {
        super("efficientnet-v2-b0", 224, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = convolved(x, new Conv2D(32, 3).strides(2).same(), Activation.SILU);
        for (Stage stage : STAGES) {
            for (int i = 0; i < stage.blocks(); i++) {
                int stride = i == 0 ? stage.stride() : 1;
                SymbolicTensor block = stage.fused() ? fused(x, stage, stride) : apart(x, stage, stride);
                x = stride == 1 && x.channels() == stage.filters() ? Add.of(block, x) : block;
            }
        }
        return convolved(x, new Conv2D(1280, 1), Activation.SILU);
    }

    private static SymbolicTensor fused(SymbolicTensor x, Stage stage, int stride) {
        if (stage.widening() == 1) {
            return convolved(x, new Conv2D(stage.filters(), 3).strides(stride).same(), Activation.SILU);
        }
        int wide = stage.widening() * x.channels();
        SymbolicTensor widened =
                convolved(x, new Conv2D(wide, 3).strides(stride).same(), Activation.SILU);
        return convolved(widened, new Conv2D(stage.filters(), 1), Activation.LINEAR);
    }

    private static SymbolicTensor apart(SymbolicTensor input, Stage stage, int stride) {
        SymbolicTensor x = convolved(input, new Conv2D(stage.widening() * input.channels(), 1), Activation.SILU);
        x = x.to(new DepthwiseConv2D(3).strides(stride).same().withoutBias())
                .to(new BatchNormalization().activation(Activation.SILU));
        x = x.to(new SqueezeExcite(input.channels() / SQUEEZING).inner(Activation.SILU));
        return convolved(x, new Conv2D(stage.filters(), 1), Activation.LINEAR);
    }

    private static SymbolicTensor convolved(SymbolicTensor x, Conv2D convolution, Activation activation) {
        return x.to(convolution.withoutBias().initializer(Initializer.HE_NORMAL))
                .to(new BatchNormalization().activation(activation));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D()).to(new Dropout(0.2f));
    }
}
