package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * AlexNet in one column: five convolutions, three of them pooled by windows that overlap, and two hidden layers of 4,096
 * with dropout. 227 x 227 RGB, 1,000 classes, 62,378,344 parameters (Krizhevsky et al., 2012, without the two halves that
 * two GPUs once needed, with which there are 60,965,224, and without local response normalisation, which has none).
 * Pixels are brought to -1..1.
 */
final class AlexNet extends ImageClassifier {

    private static final int HIDDEN = 4096;

    AlexNet() {
        super("alexnet", 227, 3, 1000);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 127.5f, -1));
        x = pooled(x.to(new Conv2D(96, 11).strides(4).relu()));
        x = pooled(x.to(new Conv2D(256, 5).same().relu()));
        x = x.to(new Conv2D(384, 3).same().relu());
        x = x.to(new Conv2D(384, 3).same().relu());
        return pooled(x.to(new Conv2D(256, 3).same().relu()));
    }

    private static SymbolicTensor pooled(SymbolicTensor x) {
        return x.to(new MaxPooling2D(3).strides(2));
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        SymbolicTensor x = features.to(new Flatten());
        x = x.to(new Dropout(0.5f)).to(new Dense(HIDDEN).relu());
        return x.to(new Dropout(0.5f)).to(new Dense(HIDDEN).relu());
    }
}
