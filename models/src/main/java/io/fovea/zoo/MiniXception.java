package io.fovea.zoo;

import io.fovea.layers.Add;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Dropout;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SeparableConv2D;
import io.fovea.layers.SymbolicTensor;

/**
 * Xception in small: five residual blocks of separable convolutions, normalised before they are rectified. 180 x 180
 * RGB, 721,857 parameters, of which 718,849 are trainable (Chollet, Deep Learning with Python, 2nd edition, section
 * 9.3.5).
 */
final class MiniXception extends ImageClassifier {

    MiniXception() {
        super("mini-xception", 180, 3, 1);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        // The channels of pixels are no features yet, which separable convolutions would take them for.
        x = x.to(new Conv2D(32, 5).withoutBias());
        for (int filters : new int[] {32, 64, 128, 256, 512}) {
            SymbolicTensor shortcut =
                    x.to(new Conv2D(filters, 1).strides(2).same().withoutBias());
            for (int i = 0; i < 2; i++) {
                x = x.to(new BatchNormalization().relu());
                x = x.to(new SeparableConv2D(filters, 3).same().withoutBias());
            }
            x = Add.of(x.to(new MaxPooling2D(3).strides(2).same()), shortcut);
        }
        return x;
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D()).to(new Dropout(0.5f));
    }
}
