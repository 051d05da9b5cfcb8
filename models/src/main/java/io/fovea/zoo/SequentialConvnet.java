package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Flatten;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * The convnet that introductions stack layer by layer: three convolutions on 28 x 28 grey pixels, 55,744 parameters
 * without the head. With a hidden layer of 64 there are 93,322, with global pooling instead 56,394 (Chollet, Deep
 * Learning with Python, 1st edition, section 5.1).
 */
final class SequentialConvnet extends ImageClassifier {

    private final boolean globalPooling;

    SequentialConvnet(boolean globalPooling) {
        super(globalPooling ? "sequential-global-pooling" : "sequential", 28, 1, 10);
        this.globalPooling = globalPooling;
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        x = x.to(new Conv2D(32, 3).relu()).to(new MaxPooling2D(2));
        x = x.to(new Conv2D(64, 3).relu()).to(new MaxPooling2D(2));
        return x.to(new Conv2D(64, 3).relu());
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return globalPooling
                ? features.to(new GlobalAveragePooling2D())
                : features.to(new Flatten()).to(new Dense(64).relu());
    }
}
