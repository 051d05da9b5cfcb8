package io.fovea.zoo;

import io.fovea.layers.Activation;
import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SeparableConv2D;
import io.fovea.layers.SymbolicTensor;

/**
 * Xception: 34 separable convolutions around residual connections. 299 x 299 RGB, 1,000 classes, 22,910,480 parameters
 * (Chollet, 2017). Pixels are brought to -1..1.
 */
final class Xception extends ImageClassifier {

    private static final int MIDDLE = 728;

    Xception() {
        super("xception", 299, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = x.to(new Conv2D(32, 3).strides(2).withoutBias()).to(new BatchNormalization().relu());
        x = x.to(new Conv2D(64, 3).withoutBias()).to(new BatchNormalization().relu());
        x = halving(x, 128, 128, false);
        x = halving(x, 256, 256, true);
        x = halving(x, MIDDLE, MIDDLE, true);
        for (int block = 0; block < 8; block++) {
            SymbolicTensor input = x;
            for (int i = 0; i < 3; i++) {
                x = separable(x.to(Activation.RELU.layer()), MIDDLE, Activation.LINEAR);
            }
            x = Add.of(x, input);
        }
        x = halving(x, MIDDLE, 1024, true);
        x = separable(x, 1536, Activation.RELU);
        return separable(x, 2048, Activation.RELU);
    }

    private static SymbolicTensor halving(SymbolicTensor input, int first, int second, boolean rectified) {
        SymbolicTensor shortcut =
                input.to(new Conv2D(second, 1).strides(2).same().withoutBias()).to(new BatchNormalization());
        SymbolicTensor x = rectified ? input.to(Activation.RELU.layer()) : input;
        x = separable(x, first, Activation.RELU);
        x = separable(x, second, Activation.LINEAR);
        return Add.of(x.to(new MaxPooling2D(3).strides(2).same()), shortcut);
    }

    private static SymbolicTensor separable(SymbolicTensor x, int filters, Activation activation) {
        return x.to(new SeparableConv2D(filters, 3).same().withoutBias())
                .to(new BatchNormalization().activation(activation));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
