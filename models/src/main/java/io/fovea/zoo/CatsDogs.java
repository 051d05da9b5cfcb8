package io.fovea.zoo;

import io.fovea.layers.Conv2D;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.MaxPooling2D;
import io.fovea.layers.Rescaling;
import io.fovea.layers.SymbolicTensor;

/**
 * Cats or dogs from scratch: five convolutions, each but the last halved, and one answer. 180 x 180 RGB, 991,041
 * parameters (Chollet, Deep Learning with Python, 2nd edition: section 8.2.3 without dropout, section 8.2.5 with it; it
 * does nothing outside training).
 */
final class CatsDogs extends ImageClassifier {

    private final boolean dropout;

    CatsDogs(boolean dropout) {
        super(dropout ? "cats-dogs" : "cats-dogs-without-dropout", 180, 3, 1);
        this.dropout = dropout;
    }

    @Override
    SymbolicTensor features(SymbolicTensor pixels) {
        SymbolicTensor x = pixels.to(new Rescaling(1 / 255f));
        for (int filters : new int[] {32, 64, 128, 256}) {
            x = x.to(new Conv2D(filters, 3).relu()).to(new MaxPooling2D(2));
        }
        return x.to(new Conv2D(256, 3).relu());
    }

    @Override
    SymbolicTensor condensed(SymbolicTensor features) {
        SymbolicTensor flat = features.to(new Flatten());
        return dropout ? flat.to(new Dropout(0.5f)) : flat;
    }
}
