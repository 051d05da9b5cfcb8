package io.fovea.zoo;

import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.DepthwiseConv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * MobileNetV2: inverted residual blocks, which widen, filter every channel by itself and narrow again. 224 x 224 RGB,
 * 1,000 classes, 3,538,984 parameters (Sandler et al., 2018, width 1). Pixels are brought to -1..1.
 */
final class MobileNetV2 extends ImageClassifier {

    /** Filters, number of blocks, stride of the first. */
    private static final int[][] STAGES = {{24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1}};

    private static final int WIDENING = 6;

    MobileNetV2() {
        super("mobilenet-v2", 224, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = convolved(x, new Conv2D(32, 3).strides(2).same(), Activation.RELU6);
        x = block(x, 1, 16, 1);
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[1]; i++) {
                x = block(x, WIDENING, stage[0], i == 0 ? stage[2] : 1);
            }
        }
        return convolved(x, new Conv2D(1280, 1), Activation.RELU6);
    }

    private static SymbolicTensor block(SymbolicTensor input, int widening, int filters, int stride) {
        SymbolicTensor x =
                widening == 1 ? input : convolved(input, new Conv2D(widening * input.channels(), 1), Activation.RELU6);
        x = x.to(new DepthwiseConv2D(3).strides(stride).same().withoutBias())
                .to(new BatchNormalization().activation(Activation.RELU6));
        x = convolved(x, new Conv2D(filters, 1), Activation.LINEAR);
        return stride == 1 && input.channels() == filters ? Add.of(input, x) : x;
    }

    private static SymbolicTensor convolved(SymbolicTensor x, Conv2D convolution, Activation activation) {
        return x.to(convolution.withoutBias()).to(new BatchNormalization().activation(activation));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
