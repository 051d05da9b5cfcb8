package io.fovea.zoo;

import io.fovea.layers.AveragePooling2D;
import io.fovea.layers.BatchNormalization;
import io.fovea.layers.Concatenate;
import io.fovea.layers.Conv2D;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.Initializer;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * DenseNet-121: four blocks in which every layer sees the features of all before it and adds 32, halved in channels and
 * size between. 224 x 224 RGB, 1,000 classes, 8,062,504 parameters, of which 7,978,856 are trainable (Huang et al., 2017,
 * as in Keras). Pixels are brought to -1..1.
 */
final class DenseNet121 extends ImageClassifier {

    private static final int[] LAYERS = {6, 12, 24, 16};
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;

    DenseNet121() {
        super("densenet121", 224, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = normalised(x.to(convolution(64, 7).strides(2)));
        x = x.to(new MaxPooling2D(3).strides(2).same());
        for (int block = 0; block < LAYERS.length; block++) {
            if (block > 0) {
                x = normalised(x).to(convolution(x.channels() / 2, 1)).to(new AveragePooling2D(2));
            }
            for (int layer = 0; layer < LAYERS[block]; layer++) {
                SymbolicTensor narrow = normalised(x).to(convolution(BOTTLENECK, 1));
                x = Concatenate.of(x, normalised(narrow).to(convolution(GROWTH, 3)));
            }
        }
        return normalised(x);
    }

    private static Conv2D convolution(int filters, int kernel) {
        return new Conv2D(filters, kernel).same().withoutBias().initializer(Initializer.HE_NORMAL);
    }

    private static SymbolicTensor normalised(SymbolicTensor x) {
        return x.to(new BatchNormalization().epsilon(1.001e-5f).relu());
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new GlobalAveragePooling2D());
    }
}
