package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * The first convnet of the lectures: three convolutions with pooling between them, then a softmax over ten digits. 28 x
 * 28 grey pixels, 104,202 parameters, or 712,202 without the pooling (Chollet, Deep Learning with Python, 2nd edition,
 * section 8.1).
 */
final class DigitConvnet extends ImageClassifier {

    private final boolean pooling;

    DigitConvnet(boolean pooling) {
        super(pooling ? "digits" : "digits-without-pooling", 28, 1, 10);
        this.pooling = pooling;
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        x = halved(x.to(new Conv2D(32, 3).relu()));
        x = halved(x.to(new Conv2D(64, 3).relu()));
        return x.to(new Conv2D(128, 3).relu());
    }

    private SymbolicTensor halved(SymbolicTensor x) {
        return pooling ? x.to(new MaxPooling2D(2)) : x;
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new Flatten());
    }
}
