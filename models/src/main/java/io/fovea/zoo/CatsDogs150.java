package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * Cats or dogs from scratch, the earlier network: four convolutions, each halved, and a hidden layer of 512. 150 x 150
 * RGB, 3,453,121 parameters (Chollet, Deep Learning with Python, 1st edition, section 5.2.3; the dropout is that of
 * section 5.2.5).
 */
final class CatsDogs150 extends ImageClassifier {

    CatsDogs150() {
        super("cats-dogs-150", 150, 3, 1);
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        for (int filters : new int[] {32, 64, 128, 128}) {
            x = x.to(new Conv2D(filters, 3).relu()).to(new MaxPooling2D(2));
        }
        return x;
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        return features.to(new Flatten()).to(new Dropout(0.5f)).to(new Dense(512).relu());
    }
}
