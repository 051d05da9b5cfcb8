package io.fovea.zoo;

import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Initializer;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;
import java.util.List;

/**
 * ResNet-50: sixteen bottleneck blocks around residual connections. 224 x 224 RGB, 1,000 classes, 25,636,712 parameters
 * (He et al., 2016, with biases and with the stride in a block's first convolution, as in Keras). Pixels are brought to
 * -1..1.
 */
final class ResNet50 extends ImageClassifier {

    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int[] FILTERS = {64, 128, 256, 512};
    private static final int WIDENING = 4;

    ResNet50() {
        super("resnet50", 224, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = convolved(x, new Conv2D(64, 7).strides(2).same(), "conv1", Activation.RELU);
        x = x.to(new MaxPooling2D(3).strides(2).same().named("pool1_pool"));
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int block = 1; block <= BLOCKS[stage]; block++) {
                int stride = block == 1 && stage > 0 ? 2 : 1;
                x = bottleneck(x, FILTERS[stage], stride, "conv" + (stage + 2) + "_block" + block);
            }
        }
        return x;
    }

    private static SymbolicTensor bottleneck(SymbolicTensor input, int filters, int stride, String name) {
        int wide = WIDENING * filters;
        SymbolicTensor shortcut = input.channels() == wide
                ? input
                : convolved(input, new Conv2D(wide, 1).strides(stride), name + "_0", Activation.LINEAR);
        SymbolicTensor x = convolved(input, new Conv2D(filters, 1).strides(stride), name + "_1", Activation.RELU);
        x = convolved(x, new Conv2D(filters, 3).same(), name + "_2", Activation.RELU);
        x = convolved(x, new Conv2D(wide, 1), name + "_3", Activation.LINEAR);
        return new Add().relu().named(name + "_add").on(List.of(shortcut, x));
    }

    private static SymbolicTensor convolved(SymbolicTensor x, Conv2D convolution, String name, Activation activation) {
        return x.to(convolution.initializer(Initializer.HE_NORMAL).named(name + "_conv"))
                .to(new BatchNormalization()
                        .epsilon(1.001e-5f)
                        .activation(activation)
                        .named(name + "_bn"));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
